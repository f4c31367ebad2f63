// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.connect;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.addin.metrics.FigureMeters;
import io.lamplighter.addin.metrics.PushFigures;
import io.lamplighter.crm.figures.Figures;
import io.lamplighter.crm.ledger.Comparisons;
import io.lamplighter.crm.mailbox.MailboxEvents.Kind;
import io.lamplighter.ingest.MailboxId;
import io.lamplighter.ingest.mailbox.Change;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReconcilerTest {

    private static final Duration HOUR = Duration.ofHours(1);

    private final ReadWorld world = new ReadWorld();
    private final FigureMeters figures = new FigureMeters(new Figures(world.jdbc, world.transaction),
            new PushFigures(world.jdbc), world.meters, world.clock);

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void whatTheLedgerLostIsFoundAndReadAgain() {
        world.mail(1, 2);
        world.mail(2, 2);
        world.read();
        world.jdbc.sql("delete from ledger_entry where source = 'INBOX/1/1'").update();

        compareNow();

        Comparisons.Day day = day(2);
        assertThat(day.provider()).isEqualTo(2);
        assertThat(day.missing()).isZero();
        assertThat(day.repaired()).isOne();
        assertThat(world.happened()).contains(Kind.MISSING_FOUND).doesNotContain(Kind.STILL_MISSING);
        assertThat(toldBy()).isEmpty();
        assertThat(world.jdbc.sql("select count(*) from ledger_entry").query(Long.class).single()).isEqualTo(2);
    }

    @Test
    void whatTheProviderListsAndDoesNotGiveIsAnAlarmAskedForEveryHourUntilItIsThere() {
        world.mail(1, 2);
        world.mail(2, 2);
        world.provider.withheld.add(ReadWorld.source(2));
        world.read();

        assertThat(sum().missing()).isOne();
        assertThat(sum().missingOn()).containsExactly(LocalDate.parse("2026-11-17"));
        assertThat(sum().againAt()).hasValue(world.clock.instant().plus(HOUR));
        assertThat(remainder()).isOne();
        assertThat(world.happened()).endsWith(Kind.STILL_MISSING);
        assertThat(toldBy()).containsExactly("MAIL_MISSING ewa@seller.example mail");

        int listings = world.provider.listings;
        world.clock.passes(Duration.ofMinutes(59));
        world.read();
        assertThat(world.provider.listings).as("before the hour is over nobody asks").isEqualTo(listings);

        for (int hour = 0; hour < 5; hour++) {
            world.clock.passes(HOUR);
            world.read();
        }
        assertThat(world.provider.listings).as("twice each hour: before and after reading again")
                .isEqualTo(listings + 10);
        assertThat(world.provider.listedFrom).as("only the day on which something is missing, and its neighbours")
                .hasValue(LocalDate.parse("2026-11-16"));
        assertThat(world.happened().stream().filter(Kind.STILL_MISSING::equals)).hasSize(1);
        assertThat(toldBy()).hasSize(1);
        assertThat(sum()).as("the days that were not compared again still count")
                .extracting(Comparisons.Sum::provider, Comparisons.Sum::days).containsExactly(2L, 30);

        world.provider.withheld.clear();
        world.clock.passes(HOUR);
        world.read();

        assertThat(sum().missing()).isZero();
        assertThat(sum().againAt()).isEmpty();
        assertThat(day(2).repaired()).isOne();
        assertThat(remainder()).isZero();
        assertThat(world.happened()).endsWith(Kind.MISSING_FOUND, Kind.MISSING_NO_MORE);
        assertThat(toldBy()).containsExactly("MAIL_MISSING ewa@seller.example mail",
                "MAIL_COMPLETE ewa@seller.example mail");
    }

    @Test
    void whatIsMissingStaysMissingWhenItsDayIsOlderThanTheNightlyComparisonGoesBack() {
        world.mail(1, 29);
        world.provider.withheld.add(ReadWorld.source(1));
        world.read();
        assertThat(sum().missing()).isOne();

        world.clock.passes(Duration.ofDays(5));
        world.read();

        assertThat(sum().missing()).isOne();
        assertThat(toldBy()).hasSize(1);
    }

    @Test
    void whatWasDeletedAtTheProviderIsMissingNoMore() {
        world.mail(1, 2);
        world.provider.withheld.add(ReadWorld.source(1));
        world.read();

        world.provider.mails.happens(world.annas, new Change.Vanished(ReadWorld.source(1)));
        world.clock.passes(HOUR);
        world.read();

        assertThat(sum().missing()).isZero();
        assertThat(world.happened()).endsWith(Kind.STILL_MISSING, Kind.MISSING_NO_MORE);
    }

    @Test
    void everyNightEachMailboxHasItsMoment() {
        world.read();
        int listings = world.provider.listings;
        Instant tonight = ReadWorld.NIGHTS.next(world.annas, world.clock.instant());

        world.clock.passes(Duration.between(world.clock.instant(), tonight).minusSeconds(1));
        world.read();
        assertThat(world.provider.listings).isEqualTo(listings);

        world.clock.passes(Duration.ofSeconds(1));
        world.read();
        assertThat(world.provider.listings).isEqualTo(listings + 1);
        assertThat(sum().checkedAt()).isEqualTo(tonight);
    }

    @Test
    void theMomentsOfManyMailboxesAreSpreadOverTheNight() {
        Nights nights = new Nights(LocalTime.of(1, 0), Duration.ofHours(5), ZoneId.of("Europe/Berlin"));
        Instant evening = Instant.parse("2026-11-19T20:00:00Z");
        List<Instant> moments = LongStream.rangeClosed(1, 100_000)
                .mapToObj(id -> nights.next(new MailboxId(id), evening)).sorted().toList();

        assertThat(moments.getFirst()).isAfterOrEqualTo(Instant.parse("2026-11-20T00:00:00Z"));
        assertThat(moments.getLast()).isBefore(Instant.parse("2026-11-20T05:00:00Z"));
        // An even share of 100,000 over 300 minutes would be 333.
        assertThat(moments.stream().collect(Collectors.groupingBy(
                at -> at.getEpochSecond() / 60, Collectors.counting())).values())
                .hasSize(300).allSatisfy(inAMinute -> assertThat(inAMinute).isBetween(320L, 346L));
    }

    @Test
    void aHistoryThatTakesDaysIsComparedFromTheDayAfterItBegan() {
        world.mail(1, 20);
        world.provider.endless = true;
        MailboxRunner hurried = world.runner(Duration.ZERO);
        hurried.run(world.annas);
        world.jdbc.sql("update mailbox set import_started_at = :at")
                .param("at", world.clock.instant().atOffset(ZoneOffset.UTC)).update();
        assertThat(world.provider.listings).as("nothing is known to be complete yet").isZero();

        world.clock.passes(Duration.ofDays(2));
        world.mail(2, 0);
        world.provider.withheld.add(ReadWorld.source(2));
        hurried.run(world.annas);

        assertThat(world.provider.listedFrom).hasValue(LocalDate.parse("2026-11-20"));
        assertThat(sum().days()).isEqualTo(2);
        assertThat(sum().missing()).isOne();

        world.provider.endless = false;
        world.clock.passes(Duration.ofMinutes(1));
        world.read();
        assertThat(sum().days()).as("once history was read all of it is compared").isEqualTo(30);
    }

    @Test
    void aProviderThatDoesNotListIsAskedAgainAndThatIsSaid() {
        world.provider.noListing = ReadWorld.busy();
        world.read();
        world.clock.passes(Duration.ofMinutes(1));
        world.read();

        assertThat(world.happened()).containsOnlyOnce(Kind.NOT_COMPARED);
        int listings = world.provider.listings;
        world.clock.passes(Duration.ofMinutes(10));
        world.read();
        assertThat(world.provider.listings).isEqualTo(listings);

        world.provider.noListing = null;
        world.clock.passes(Duration.ofMinutes(6));
        world.read();
        assertThat(sum().missing()).isZero();
    }

    private void compareNow() {
        world.reconciliation.want(world.annas);
        world.read();
    }

    private Comparisons.Sum sum() {
        return Objects.requireNonNull(world.comparisons.latest().get(world.annas));
    }

    private Comparisons.Day day(int daysAgo) {
        LocalDate day = LocalDate.parse("2026-11-19").minusDays(daysAgo);
        return world.comparisons.days(world.annas, day.plusDays(1), 1).getFirst();
    }

    private double remainder() {
        figures.measure();
        figures.show();
        return world.meters.get("lamplighter.ledger.missing").gauge().value();
    }

    private List<String> toldBy() {
        return world.jdbc
                .sql("""
                        select w.kind || ' ' || u.email || ' ' || d.channel
                          from delivery d join outbox using (outbox_id) join warning w using (warning_id) join app_user u using (user_id)
                         order by d.outbox_id
                        """)
                .query(String.class).list();
    }
}
