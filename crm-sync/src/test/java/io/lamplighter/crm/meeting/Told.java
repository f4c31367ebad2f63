// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.meeting;

import io.lamplighter.crm.Crm;
import io.lamplighter.crm.OpportunityId;
import io.lamplighter.crm.activity.ActivityView;
import io.lamplighter.crm.activity.Timelines;
import io.lamplighter.crm.warning.Board;
import io.lamplighter.crm.warning.OpenDeal;
import io.lamplighter.ingest.Interaction;
import io.lamplighter.ingest.MailboxId;
import io.lamplighter.ingest.OwnAddresses;
import io.lamplighter.ingest.SourceId;
import io.lamplighter.ingest.mailbox.Change;
import io.lamplighter.ingest.sync.InteractionReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What mailboxes and calendars tell of meetings on the deal about cold rooms, and what becomes of it. */
final class Told {

    static final String LINK = "https://teams.microsoft.com/l/meetup-join/19%3ameeting_abc%40thread.v2/0";

    final Crm crm = new Crm();
    final OpportunityId deal = new OpportunityId(crm.opportunity("Cold rooms"));
    private final Board board = new Board(crm.jdbc, crm.clock, ZoneOffset.UTC);
    private final InteractionReader reader = new InteractionReader(
            new OwnAddresses(Set.of("seller.example"), Set.of()));
    private int mails;

    void planned(MailboxId mailbox, String source, String calendar) {
        crm.record(mailbox, reader.read(new Change.Planned(new SourceId(source), Crm.NOW.minus(Duration.ofDays(3)),
                calendar.getBytes(StandardCharsets.UTF_8))));
    }

    void spoken(MailboxId mailbox, String source, Instant began, String words) {
        crm.record(mailbox, reader.read(new Change.Spoken(new SourceId(source), began, LINK, "transcript.vtt",
                words.getBytes(StandardCharsets.UTF_8))));
    }

    /** @param people addresses, or names of guests who did not sign in; all stay to the end */
    void attended(String source, Instant began, Duration length, String... people) {
        crm.record(crm.annasMailbox, reader.read(new Change.Attended(new SourceId("attendance/" + source), began,
                began.plus(length), LINK, Stream.of(people).map(person -> new Change.Presence(
                        person.contains("@") ? "" : person, person.contains("@") ? person : "", length)).toList())));
    }

    /** A mail two days ago that carries this. */
    void mailed(MailboxId mailbox, String from, String to, String calendar) {
        String method = calendar.lines().filter(l -> l.startsWith("METHOD:")).findFirst().orElseThrow().substring(7);
        String source = "INBOX/1/" + ++mails;
        String mime = "From: " + from + "\nTo: " + to + "\nSubject: Cold rooms\nMessage-ID: <" + source
                + "@test.example>\nMIME-Version: 1.0\nContent-Type: text/calendar; charset=utf-8; method=" + method
                + "\n\n" + calendar;
        crm.record(mailbox, reader.read(new Change.Appeared(new SourceId(source), Crm.NOW.minus(Duration.ofDays(2)),
                Change.Place.RECEIVED, mime.getBytes(StandardCharsets.UTF_8))));
    }

    List<ActivityView> meetings() {
        return activities(Interaction.Kind.MEETING);
    }

    ActivityView meeting() {
        List<ActivityView> all = meetings();
        if (all.size() != 1) {
            throw new AssertionError(all.size() + " meetings");
        }
        return all.getFirst();
    }

    ActivityView mail() {
        return activities(Interaction.Kind.EMAIL).getFirst();
    }

    OpenDeal openDeal() {
        return board.openDeal(deal).orElseThrow();
    }

    private List<ActivityView> activities(Interaction.Kind kind) {
        return new Timelines(crm.jdbc).of(deal, Timelines.Show.EVERYTHING, Timelines.Before.theFuture(), 50).stream()
                .filter(a -> a.what().kind() == kind).toList();
    }
}
