// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** An organisation of five thousand mailboxes on the page and over REST. */
@WithSite
class MailboxListTest {

    private static final Pattern ROW = Pattern.compile("id=\"mailbox-(\\d+)\"");

    @Autowired
    private Site site;

    private Browser admin;

    @BeforeAll
    void fiveThousandMailboxes() {
        JdbcClient jdbc = site.jdbc();
        jdbc.sql(
                """
                        insert into app_user (username, name, email, role)
                        select 'rep' || i, 'Rep ' || i, 'rep' || i || '@fernbeck.example', 'rep' from generate_series(1, 4996) as i
                        """)
                .update();
        jdbc.sql(
                """
                        insert into mailbox (user_id, connector, address, needs_sign_in, failing_since, failure, history_complete_at,
                                             last_success_at, reconciled_at, compared_provider, compared_captured, compared_missing, compared_days)
                        select user_id, 'graph', email, n % 1000 = 1, case when n % 1000 in (1, 2) then now() end,
                               case when n % 1000 in (1, 2) then 'The provider refuses.' end, now(), now(), now(), 100, 100,
                               case when n = 77 then 3 else 0 end, 30
                          from (select user_id, email, substr(username, 4)::int as n from app_user where username ~ '^rep[0-9]+$') as u
                        """)
                .update();
        admin = site.signIn("ewa");
    }

    private static Set<String> rows(String html) {
        Set<String> rows = new HashSet<>();
        Matcher row = ROW.matcher(html);
        while (row.find()) {
            assertThat(rows.add(row.group(1))).as("each once").isTrue();
        }
        return rows;
    }

    @Test
    void thePageHasThoseThatNeedSomebodyFirstAndCountsAll() {
        String page = admin.get("/mailboxes").body();

        assertThat(rows(page)).hasSize(50);
        assertThat(page).contains("4,989 of 5,000 are being read.", "Six need their owners to sign in again.",
                "Five cannot be read at the moment.",
                "One is being read a second time because its count did not add up.", "Being read (4,987)",
                "Need sign-in (6)",
                "Mail is missing (1)", "Show 50 more", "4,997 of 5,000 mailboxes, compared with their servers");
        assertThat(page.indexOf("<b>Needs sign-in again</b>")).isLessThan(page.indexOf("<b>Cannot be read</b>"));
        assertThat(page).as("too many to choose from").contains("id=\"c-owner\" name=\"owner\" type=\"email\"");
    }

    @Test
    void theBoardSaysOfHowManyNothingIsSeen() {
        assertThat(site.signIn("marta").get("/board").body()).contains("4989 of 5000 mailboxes are being read");
        assertThat(site.signIn("anna").get("/board").body()).contains("1 of 1 mailbox is being read");
    }

    @Test
    void pageAfterPageShowsEveryMailboxOnce() {
        Set<String> seen = new HashSet<>();
        String rest = "/mailboxes/rows";
        for (int pages = 0; !rest.isEmpty(); pages++) {
            assertThat(pages).isLessThan(101);
            String piece = admin.piece(rest).body();
            for (String row : rows(piece)) {
                assertThat(seen.add(row)).isTrue();
            }
            Matcher more = Pattern.compile("href=\"/mailboxes(\\?[^\"]*after=[^\"]+)\"").matcher(piece);
            rest = more.find() ? "/mailboxes/rows" + more.group(1).replace("&amp;", "&") : "";
        }

        assertThat(seen).hasSize(5000);
    }

    @Test
    void theyAreFoundByAddressOwnerAndState() {
        assertThat(rows(admin.get("/mailboxes?q=rep4711%40fern").body())).hasSize(1);
        assertThat(rows(admin.piece("/mailboxes/list?q=reyes").body())).hasSize(1);
        assertThat(rows(admin.piece("/mailboxes/list?state=needs-sign-in").body())).hasSize(6);
        assertThat(rows(admin.piece("/mailboxes/list?state=failing&q=rep").body())).hasSize(5);
        assertThat(rows(admin.piece("/mailboxes/list?state=missing-mail").body())).hasSize(1);
        assertThat(admin.piece("/mailboxes/list?state=missing").body()).contains("rep77@fernbeck.example", "3 missing");
        assertThat(admin.piece("/mailboxes/list?q=%3Cscript%3E").body()).contains("No mailbox is like that.");
        assertThat(rows(admin.get("/mailboxes?state=no-such-state&after=nonsense").body())).hasSize(50);
    }

    @Test
    void theApiHasTheSameFilters() {
        assertThat(api("/api/mailboxes/counts")).contains("\"mailboxes\":5000", "\"needs sign-in\":6", "\"failing\":5");
        assertThat(api("/api/mailboxes?q=rep4711&limit=5")).contains("rep4711@fernbeck.example")
                .doesNotContain("\"next\":\"");
        assertThat(api("/api/mailboxes?missing=true")).contains("rep77@fernbeck.example");
        assertThat(api("/api/mailboxes?state=missing%20mail")).contains("rep77@fernbeck.example");
        assertThat(api("/api/mailboxes/summary")).contains("\"mailboxes\":5000", "\"missing mail\":1", "\"missing\":3");
        assertThat(api("/api/mailboxes?state=needs%20sign-in&limit=4")).contains("\"next\":\"");
        assertThat(admin.call("GET", "ewa", "/api/mailboxes?state=sad", "application/json", "").statusCode())
                .isEqualTo(400);
        List<String> ids = new ArrayList<>();
        String after = "";
        do {
            String page = api("/api/mailboxes?limit=500&after=" + after);
            Matcher id = Pattern.compile("\"id\":(\\d+),\"address\"").matcher(page);
            while (id.find()) {
                ids.add(id.group(1));
            }
            Matcher next = Pattern.compile("\"next\":\"(\\d+)\"").matcher(page);
            after = next.find() ? next.group(1) : "";
        } while (!after.isEmpty());
        assertThat(ids).hasSize(5000).doesNotHaveDuplicates();
    }

    private String api(String path) {
        return admin.call("GET", "ewa", path, "application/json", "").body();
    }

    @Test
    void anAdministratorGivesAMailboxToSomebodyElse() {
        String mailbox = rows(admin.get("/mailboxes?q=rep5%40").body()).iterator().next();
        assertThat(admin.get("/mailboxes/" + mailbox).body()).contains("Give it to somebody else", "Rep 5");

        admin.post("/mailboxes/" + mailbox + "/owner", Map.of("owner", "nobody@fernbeck.example"));
        assertThat(admin.get("/mailboxes/" + mailbox).body()).contains("Nothing was changed", "<h1>Rep 5</h1>");
        admin.post("/mailboxes/" + mailbox + "/owner", Map.of("owner", "ewa@fernbeck.example"));
        assertThat(admin.get("/mailboxes/" + mailbox).body()).contains("Nothing was changed");
        admin.post("/mailboxes/" + mailbox + "/owner", Map.of("owner", " Tom@fernbeck.example "));

        assertThat(admin.get("/mailboxes/" + mailbox).body()).contains("belongs to Tom Okafor now",
                "<h1>Tom Okafor</h1>",
                "It belongs to Tom Okafor now.");
    }
}
