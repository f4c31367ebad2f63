// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.push;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.addin.OwnDatabase;
import io.lamplighter.addin.security.Viewer;
import io.lamplighter.crm.UserId;
import io.lamplighter.crm.directory.User;
import io.lamplighter.crm.notify.Notice;
import io.lamplighter.crm.notify.DealChanges;
import io.lamplighter.crm.notify.Outbox;
import io.lamplighter.ingest.SetClock;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Two nodes on one database, and who hears what. */
class LiveStreamsTest {

    private static final Instant NOW = Instant.parse("2026-11-19T09:42:00Z");
    private static final Executor AT_ONCE = Runnable::run;

    @RegisterExtension
    static final OwnDatabase DATABASE = new OwnDatabase();
    private static final JdbcClient JDBC = DATABASE.jdbc();

    private final Viewer anna = person("anna", User.Role.REP);
    private final Viewer jonas = person("jonas", User.Role.REP);
    private final Viewer marta = person("marta", User.Role.MANAGER);

    private final SetClock clock = new SetClock(NOW);
    private final Outbox outbox = new Outbox(JDBC, List.of());
    private final LiveStreams nodeA = new LiveStreams(outbox, new DealChanges(JDBC), clock);
    private final LiveStreams nodeB = new LiveStreams(outbox, new DealChanges(JDBC), clock);
    private long before;

    /** What arrived in a browser. */
    private static final class Heard implements Line {

        private final List<String> words = new ArrayList<>();
        private final List<String> changed = new ArrayList<>();
        private boolean broken;

        @Override
        public void send(long id, String name, String data) throws IOException {
            if (broken) {
                throw new IOException("connection reset");
            }
            if (name.equals("activity")) {
                changed.add(data);
                return;
            }
            words.add(data.replaceAll(".*\"what\":\"(\\w+)\".*\"name\":\"([^\"]+)\".*", "$1 $2"));
        }

        @Override
        public void beat() throws IOException {
            if (broken) {
                throw new IOException("connection reset");
            }
            words.add("beat");
        }

        @Override
        public void end() {
            words.add("end");
        }
    }

    @BeforeAll
    static void company() {
        List.of("anna", "jonas").forEach(name -> person(name, User.Role.REP));
        JDBC.sql("insert into account (name) values ('Oakhanger')").update();
        JDBC.sql("""
                insert into opportunity (account_id, owner_id, stage_id, name, amount, currency)
                select a.account_id, u.user_id, (select min(stage_id) from stage), 'Deal of ' || u.username, 1, 'EUR'
                  from account a cross join app_user u where u.role = 'rep'
                """).update();
    }

    private static Viewer person(String name, User.Role role) {
        long id = JDBC
                .sql("""
                        insert into app_user (username, name, email, role) values (:name, :name, :name || '@x.example', lower(:role))
                        on conflict (email) do update set name = excluded.name
                        returning user_id
                        """)
                .param("name", name).param("role", role.name()).query(Long.class).single();
        User user = new User(new UserId(id), name, name, name + "@x.example", role);
        return new Viewer(user, role == User.Role.MANAGER ? Optional.empty() : Optional.of(user.id()));
    }

    @BeforeEach
    void fromNowOn() {
        before = outbox.latest();
    }

    @Test
    void aWarningRaisedOnOneNodeReachesTheBrowsersOfTheOther() {
        Heard here = new Heard();
        Heard there = new Heard();
        nodeA.open(anna, here, before);
        nodeB.open(marta, there, before);

        raise(anna);
        nodeA.tick(AT_ONCE);
        nodeB.tick(AT_ONCE);
        nodeB.tick(AT_ONCE);

        assertThat(here.words).containsExactly("RAISED Deal of anna");
        assertThat(there.words).containsExactly("RAISED Deal of anna");
    }

    @Test
    void nobodyHearsOfDealsTheyMayNotSee() {
        Heard other = new Heard();
        nodeA.open(jonas, other, before);

        raise(anna);
        raise(jonas);
        nodeA.tick(AT_ONCE);

        assertThat(other.words).containsExactly("RAISED Deal of jonas");
    }

    @Test
    void whoComesBackHearsWhatWasMissed() {
        raise(anna);
        long read = outbox.latest();
        raise(anna);
        raise(anna);

        Heard back = new Heard();
        nodeB.open(anna, back, read);
        nodeB.tick(AT_ONCE);

        assertThat(back.words).hasSize(2);
    }

    @Test
    void newMailOfADealReachesTheBrowsersOfThoseWhoMaySeeItOnEveryNode() {
        Heard hers = new Heard();
        Heard his = new Heard();
        Heard managers = new Heard();
        nodeA.open(anna, hers, before);
        nodeA.open(jonas, his, before);
        nodeB.open(marta, managers, before);
        nobodySaysAnythingMore(hers, his, managers);

        raise(anna);
        nodeA.tick(AT_ONCE);
        nodeB.tick(AT_ONCE);
        nodeB.tick(AT_ONCE);

        assertThat(hers.changed).containsExactly("{\"deals\":[" + dealOf(anna) + "]}");
        assertThat(managers.changed).isEqualTo(hers.changed);
        assertThat(his.changed).isEmpty();
    }

    private void nobodySaysAnythingMore(Heard... all) {
        nodeA.tick(AT_ONCE);
        nodeB.tick(AT_ONCE);
        clock.passes(Duration.ofSeconds(11));
        nodeA.tick(AT_ONCE);
        nodeB.tick(AT_ONCE);
        List.of(all).forEach(heard -> heard.changed.clear());
        clock.passes(Duration.ofSeconds(11));
    }

    private static long dealOf(Viewer owner) {
        return JDBC.sql("select opportunity_id from opportunity where owner_id = :owner")
                .param("owner", owner.id().value()).query(Long.class).single();
    }

    @Test
    void whatIsStoredLateByATransactionThatBeganEarlierIsToldAllTheSame() {
        Heard heard = new Heard();
        nodeA.open(marta, heard, before);
        nobodySaysAnythingMore(heard);

        DataSource another = new DriverManagerDataSource(DATABASE.url());
        new TransactionTemplate(new JdbcTransactionManager(another)).executeWithoutResult(slow -> {
            change(JdbcClient.create(another), jonas);
            raise(anna);
            nodeA.tick(AT_ONCE);
            assertThat(heard.changed).containsExactly("{\"deals\":[" + dealOf(anna) + "]}");
        });
        clock.passes(Duration.ofSeconds(3));
        nodeA.tick(AT_ONCE);

        assertThat(heard.changed).containsExactly("{\"deals\":[" + dealOf(anna) + "]}",
                "{\"deals\":[" + dealOf(jonas) + "]}");
    }

    private static void change(JdbcClient jdbc, Viewer owner) {
        jdbc.sql("insert into changed_deal (opportunity_id) values (:deal)").param("deal", dealOf(owner)).update();
    }

    @Test
    void ofAnImportAPageHearsOnceInTwoSeconds() {
        Heard heard = new Heard();
        nodeA.open(anna, heard, before);
        nobodySaysAnythingMore(heard);

        for (int i = 0; i < 5; i++) {
            raise(anna);
            nodeA.tick(AT_ONCE);
            clock.passes(Duration.ofMillis(500));
        }

        assertThat(heard.changed).hasSize(2);
    }

    @Test
    void aScoreAndAnotherDealChangeATimelineANewScorerThatComesToTheSameDoesNot() {
        raise(anna);
        Heard heard = new Heard();
        nodeA.open(marta, heard, before);
        nobodySaysAnythingMore(heard);

        JDBC.sql("update activity set checked_by = 'newer'").update();
        nodeA.tick(AT_ONCE);
        List<String> checked = List.copyOf(heard.changed);
        JDBC.sql("update activity set scored_by = 'newer' where opportunity_id = :deal").param("deal", dealOf(anna))
                .update();
        nodeA.tick(AT_ONCE);

        assertThat(checked).isEmpty();
        assertThat(heard.changed).containsExactly("{\"deals\":[" + dealOf(anna) + "]}");
    }

    @Test
    void aPageHearsWhatWasStoredBetweenItsMakingAndItsListening() {
        nodeA.open(marta, new Heard(), before);
        raise(anna);
        nodeA.tick(AT_ONCE);
        Heard late = new Heard();
        nodeA.open(anna, late, before);

        nodeA.tick(AT_ONCE);

        assertThat(late.changed).containsExactly("{\"deals\":[" + dealOf(anna) + "]}");
    }

    @Test
    void silenceIsBrokenByAHeartbeat() {
        Heard heard = new Heard();
        nodeA.open(anna, heard, before);

        nodeA.tick(AT_ONCE);
        clock.passes(Duration.ofSeconds(16));
        nodeA.tick(AT_ONCE);
        nodeA.tick(AT_ONCE);

        assertThat(heard.words).containsExactly("beat");
    }

    @Test
    void aBrokenConnectionIsLetGoAndKeepsNobodyElseWaiting() {
        Heard broken = new Heard();
        broken.broken = true;
        Heard whole = new Heard();
        Listener first = nodeA.open(anna, broken, before);
        nodeA.open(anna, whole, before);

        raise(anna);
        nodeA.tick(AT_ONCE);

        assertThat(first.isGone()).isTrue();
        assertThat(whole.words).containsExactly("RAISED Deal of anna");
    }

    @Test
    void aSlowBrowserIsToldWhenItIsReady() {
        Heard slow = new Heard();
        nodeA.open(anna, slow, before);
        List<Runnable> waiting = new ArrayList<>();

        raise(anna);
        nodeA.tick(waiting::add);
        raise(anna);
        nodeA.tick(waiting::add);
        assertThat(waiting).hasSize(1);
        waiting.getFirst().run();
        nodeA.tick(AT_ONCE);

        assertThat(slow.words).hasSize(2);
    }

    @Test
    void ofTooManyPagesTheOldestGivesWayAndStoppingEndsThemAll() {
        List<Heard> pages = new ArrayList<>();
        for (int i = 0; i < 22; i++) {
            pages.add(new Heard());
            nodeA.open(anna, pages.get(i), before);
        }
        assertThat(pages.stream().filter(page -> page.words.contains("end"))).hasSize(2);

        nodeA.start();
        assertThat(nodeA.isRunning()).isTrue();
        nodeA.stop();
        assertThat(pages).allMatch(page -> page.words.contains("end"));
        assertThat(nodeA.isRunning()).isFalse();
    }

    private void raise(Viewer owner) {
        long warning = JDBC
                .sql("""
                        with mail as (
                            insert into activity (interaction_id, account_id, opportunity_id, counterpart, direction, origin, occurred_at,
                                                  moves_clock, clock_reason, match_rule, match_margin, match_detail, score_wanted)
                            select coalesce(max(a.interaction_id), 0) + 1, o.account_id, o.opportunity_id, '', 'INBOUND', 'PERSON', now(),
                                   true, '', 'THREAD', 1, '[]', true
                              from opportunity o left join activity a on true
                             where o.owner_id = :owner group by o.account_id, o.opportunity_id
                            returning activity_id)
                        insert into warning (kind, activity_id, raised_at, score, threshold, scorer_version)
                        select 'BAD_NEWS', activity_id, now(), -0.5, -0.35, '1' from mail
                        returning warning_id
                        """)
                .param("owner", owner.id().value()).query(Long.class).single();
        outbox.add(Notice.What.RAISED, List.of(warning), NOW);
    }
}
