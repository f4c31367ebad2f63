// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.samples;

import io.lamplighter.crm.ActivityId;
import io.lamplighter.crm.directory.User;
import io.lamplighter.crm.directory.Users;
import io.lamplighter.crm.mailbox.Mailboxes;
import io.lamplighter.crm.scoring.Ratings;
import io.lamplighter.crm.sql.Fields;
import io.lamplighter.samples.world.SampleRating;
import io.lamplighter.samples.world.World;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Lets the people of the sample world rate what they read, as soon as it is read: an hour or two after it came in. */
final class SampleRatings {

    private static final Duration LATER = Duration.ofMinutes(100);
    private static final Duration AGAIN = Duration.ofMillis(300);

    private static final String FIND = """
            select a.activity_id, a.occurred_at
              from activity a
              join interaction i using (interaction_id)
             where i.message_id = :id and a.opportunity_id is not null
             limit 1
            """;

    private final BeanFactory application;
    private final Clock clock;

    SampleRatings(BeanFactory application, Clock clock) {
        this.application = application;
        this.clock = clock;
    }

    private record Read(ActivityId activity, Instant at) {}

    /** Waits in a thread of its own until all mailboxes are read; ends with the application. */
    void whenAllIsRead(World world) {
        Thread.ofVirtual().name("sample ratings").start(() -> {
            try {
                while (!isAllRead()) {
                    Thread.sleep(AGAIN);
                }
                world.ratings().forEach(this::rate);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException closed) {
                // The application was stopped before everything was read: then nobody misses the ratings.
            }
        });
    }

    private boolean isAllRead() {
        return application.getBean(Mailboxes.class).all().stream().allMatch(m -> m.historyCompleteAt().isPresent());
    }

    private void rate(SampleRating rating) {
        JdbcClient jdbc = application.getBean(JdbcClient.class);
        User rater = application.getBean(Users.class).byUsername(rating.rater()).orElseThrow();
        Optional<Read> read = jdbc.sql(FIND).param("id", rating.messageId())
                .query((row, i) -> new Read(new ActivityId(row.getLong("activity_id")), Fields.at(row, "occurred_at")))
                .optional();
        read.ifPresent(mail -> {
            Instant then = mail.at().plus(LATER);
            Instant at = then.isBefore(clock.instant()) ? then : clock.instant();
            new Ratings(jdbc, application.getBean(TransactionTemplate.class), Clock.fixed(at, ZoneOffset.UTC))
                    .rate(mail.activity(), rating.good(), rating.note(), rater, Optional.empty());
        });
    }
}
