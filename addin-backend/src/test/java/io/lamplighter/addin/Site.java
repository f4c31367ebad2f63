// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin;

import io.lamplighter.crm.mailbox.MailboxState;
import io.lamplighter.crm.mailbox.Mailboxes;
import io.lamplighter.ingest.MailboxId;
import java.net.http.HttpResponse;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Lazy;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The running application of a test class, with the people and deals of {@link PagesWorld} in it. */
@Lazy
final class Site {

    private final ApplicationContext context;
    private final PagesWorld world;

    Site(ApplicationContext context) {
        this.context = context;
        this.world = new PagesWorld(context);
        world.build();
    }

    PagesWorld world() {
        return world;
    }

    int port() {
        return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    Browser signIn(String username) {
        return new Browser(port()).signIn(username);
    }

    <T> T part(Class<T> type) {
        return context.getBean(type);
    }

    <T> Collection<T> all(Class<T> type) {
        return context.getBeansOfType(type).values();
    }

    JdbcClient jdbc() {
        return part(JdbcClient.class);
    }

    long count(String table) {
        return jdbc().sql("select count(*) from " + table).query(Long.class).single();
    }

    Optional<MailboxState> find(String address) {
        return part(Mailboxes.class).byAddress(address);
    }

    MailboxId id(String address) {
        return find(address).orElseThrow().id();
    }

    /** The page that a form leads to. */
    static String follow(Browser browser, HttpResponse<String> answer) {
        return browser.get(Browser.location(answer)).body();
    }

    /** What the API says of a batch when all of its rows are answered. */
    static String done(Browser admin, String at) {
        return once("all rows of " + at + " are answered",
                () -> Optional.of(admin.call("GET", "ewa", at, "application/json", "").body())
                        .filter(body -> body.contains("\"waiting\":0")));
    }

    /** The page of a batch when all of its rows are answered. */
    static String answered(Browser admin, HttpResponse<String> begun) {
        String at = Browser.location(begun);
        done(admin, at.replace("/mailboxes/", "/api/mailboxes/"));
        return admin.get(at).body();
    }

    /** Looks until it is so; what happens on the schedule happens soon. */
    static <T> T once(String what, Supplier<Optional<T>> look) {
        for (int i = 0; i < 600; i++) {
            Optional<T> found = look.get();
            if (found.isPresent()) {
                return found.get();
            }
            LockSupport.parkNanos(50_000_000L);
        }
        throw new AssertionError("not yet: " + what);
    }
}
