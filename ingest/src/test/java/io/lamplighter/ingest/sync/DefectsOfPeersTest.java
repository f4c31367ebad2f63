// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.ingest.Direction;
import io.lamplighter.ingest.Interaction;
import io.lamplighter.ingest.Mails;
import io.lamplighter.ingest.Origin.Kind;
import io.lamplighter.ingest.OwnAddresses;
import io.lamplighter.ingest.SourceId;
import io.lamplighter.ingest.mailbox.Change;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What has gone wrong in other programs that read mail, by the number of the list it is on; whatever mailbox it came from. */
class DefectsOfPeersTest {

    private static final Instant RECEIVED = Instant.parse("2026-11-02T09:00:00Z");

    private final InteractionReader reader = new InteractionReader(new OwnAddresses(
            Set.of("seller.example", "seller-group.example"), Set.of("sam.private@freemail.example")));

    @Test
    void row2MailWithoutMessageIdHasAKeyOfItsContentNotNone() {
        Reading.Captured one = captured(
                "From: helen@buyer.example\r\nSubject: x\r\n\r\nWe accept the offer of last week.");
        Reading.Captured same = captured(
                "From: helen@buyer.example\r\nSubject: x\r\n\r\nWe accept the offer of last week.");
        Reading.Captured other = captured(
                "From: helen@buyer.example\r\nSubject: y\r\n\r\nPlease cancel what we ordered for the depots in Leeds.");

        assertThat(one.interaction().thread().messageId()).isEmpty();
        assertThat(same.fingerprint()).isEqualTo(one.fingerprint());
        assertThat(other.fingerprint()).isNotEqualTo(one.fingerprint());
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/calendar; method=REQUEST", "application/ics; name=invite.ics",
            "application/octet-stream; name=invite.ics"})
    void row7AReplyWithAnInvitationIsAReply(String type) {
        Interaction reply = captured("""
                From: Helen <helen@buyer.example>
                To: sam@seller.example
                Subject: Re: Tuesday
                MIME-Version: 1.0
                Content-Type: multipart/mixed; boundary=b

                --b
                Content-Type: text/plain

                Tuesday is fine. We sign if the price holds.
                --b
                Content-Type: %s
                Content-Disposition: attachment; filename=invite.ics

                BEGIN:VCALENDAR
                VERSION:2.0
                METHOD:REQUEST
                BEGIN:VEVENT
                UID:1@buyer.example
                DTSTAMP:20261101T090000Z
                DTSTART:20261103T130000Z
                SUMMARY:Tuesday
                END:VEVENT
                END:VCALENDAR
                --b--
                """.formatted(type).replace("\n", "\r\n")).interaction();

        assertThat(reply.direction()).isEqualTo(Direction.INBOUND);
        // With words of a person's own it may be an invitation; it is never nothing.
        assertThat(reply.origin().kind()).isIn(Kind.PERSON, Kind.INVITATION);
        assertThat(reply.text().fresh()).isEqualTo("Tuesday is fine. We sign if the price holds.");
    }

    @ParameterizedTest
    @CsvSource({
            // A second domain of the same firm, and a sub-domain of one.
            "sam@seller.example, lee@seller-group.example, INTERNAL",
            "sam@seller.example, lee@eu.seller.example, INTERNAL",
            // A colleague's private address is one person; its neighbours are strangers.
            "sam@seller.example, sam.private@freemail.example, INTERNAL",
            "other.sam@freemail.example, sam@seller.example, INBOUND",
            // Alike is not the same.
            "lee@seller-group.example.evil.example, sam@seller.example, INBOUND",
            "lee@myseller.example, sam@seller.example, INBOUND"})
    void row8InternalIsWhoeverIsOursWhateverTheDomain(String from, String to, Direction direction) {
        assertThat(captured("From: " + from + "\r\nTo: " + to + "\r\n\r\nHello").interaction().direction())
                .isEqualTo(direction);
    }

    @ParameterizedTest
    @CsvSource({"auto-rfc3834, AUTO_REPLY", "bulk-auto-generated, BULK", "auto-ticket, AUTO_REPLY",
            "auto-exchange, AUTO_REPLY", "auto-precedence, AUTO_REPLY"})
    void row10AutomaticMailIsToldWhateverItsHeaderSays(String name, Kind kind) {
        assertThat(origin(name)).isEqualTo(kind);
    }

    @ParameterizedTest
    @ValueSource(strings = {"de", "en", "es", "fr", "it", "ja", "ko", "nl", "pl", "pt", "ru", "sv", "zh", "zh-tw"})
    void row10AnAbsenceNoteWithoutHeadersIsToldInEveryLanguage(String language) {
        assertThat(origin("absence-subject-" + language)).isEqualTo(Kind.AUTO_REPLY);
        assertThat(origin("absence-text-" + language)).isEqualTo(Kind.AUTO_REPLY);
    }

    @Test
    void row10WhoAsksNotToBeAnsweredByMachinesIsNoMachine() {
        assertThat(origin("person-suppress")).isEqualTo(Kind.PERSON);
        assertThat(origin("person-submitted-no")).isEqualTo(Kind.PERSON);
        assertThat(origin("person-quotes-absence")).isEqualTo(Kind.PERSON);
    }

    private Kind origin(String name) {
        return captured(Mails.mail("origin", name)).interaction().origin().kind();
    }

    private Reading.Captured captured(String mail) {
        return captured(mail.getBytes(StandardCharsets.UTF_8));
    }

    private Reading.Captured captured(byte[] mail) {
        return (Reading.Captured) reader
                .read(new Change.Appeared(new SourceId("INBOX/1/1"), RECEIVED, Change.Place.RECEIVED, mail));
    }
}
