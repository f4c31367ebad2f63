// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm;

import io.lamplighter.ingest.Direction;
import io.lamplighter.ingest.Interaction;
import io.lamplighter.ingest.Origin;
import io.lamplighter.ingest.Participant;
import io.lamplighter.ingest.SourceId;
import io.lamplighter.ingest.Text;
import io.lamplighter.ingest.ThreadRefs;
import io.lamplighter.ingest.mailbox.Change;
import io.lamplighter.ingest.sync.Reading;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A mail as the readers would give it: {@code Mail.from("helen@oakhanger.example").to("anna@seller.example").daysAgo(3)}. */
public final class Mail {

    private static int counter;

    private final String from;
    private final List<Participant> others = new ArrayList<>();
    private String id = "m" + ++counter + "@test.example";
    private List<String> references = List.of();
    private Origin origin = Origin.person();
    private Instant at = Crm.NOW.minus(Duration.ofHours(1));
    private String subject = "Hello";
    private String text = "Some words that nobody else writes, number " + counter + ", about shelves and doors.";

    private Mail(String from) {
        this.from = from;
    }

    public static Mail from(String address) {
        return new Mail(address);
    }

    public Mail to(String... addresses) {
        for (String address : addresses) {
            others.add(new Participant(Participant.Role.TO, "", address));
        }
        return this;
    }

    public Mail withId(String messageId) {
        id = messageId;
        return this;
    }

    public Mail answering(String messageId) {
        references = List.of(messageId);
        return this;
    }

    public Mail daysAgo(int days) {
        at = Crm.NOW.minus(Duration.ofDays(days));
        return this;
    }

    public Mail about(String theSubject) {
        subject = theSubject;
        return this;
    }

    public Mail saying(String words) {
        text = words;
        return this;
    }

    public Mail by(Origin.Kind kind) {
        origin = new Origin(kind, "a test says so");
        return this;
    }

    public Interaction interaction() {
        List<Participant> participants = new ArrayList<>(List.of(new Participant(Participant.Role.FROM, "", from)));
        participants.addAll(others);
        boolean ours = from.endsWith("@seller.example");
        boolean toOurs = others.stream().allMatch(p -> p.address().endsWith("@seller.example"));
        Direction direction = !ours ? Direction.INBOUND : toOurs ? Direction.INTERNAL : Direction.OUTBOUND;
        return new Interaction(Interaction.Kind.EMAIL, new ThreadRefs(id, references), direction, origin, at,
                Optional.of(at),
                participants, subject, new Text(text, "", "", false), List.of(), Optional.empty(), List.of());
    }

    /** As it lies in a mailbox under this source. */
    public Reading.Captured in(String source) {
        return new Reading.Captured(new SourceId(source), Change.Place.RECEIVED, interaction(), fingerprint(),
                text.getBytes(StandardCharsets.UTF_8));
    }

    private long fingerprint() {
        // Unlike texts must differ in many bits, as the real fingerprint's do.
        long hash = 0;
        for (int i = 0; i < 64; i += 32) {
            hash = hash << 32 | (text.hashCode() * 0x9E3779B1L + i * 0x85EBCA77L) * 0xC2B2AE3DL >>> 16 & 0xFFFFFFFFL;
        }
        return hash;
    }
}
