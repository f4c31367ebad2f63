// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.ingest.Direction;
import io.lamplighter.ingest.Interaction;
import io.lamplighter.ingest.Mails;
import io.lamplighter.ingest.Origin;
import io.lamplighter.ingest.OwnAddresses;
import io.lamplighter.ingest.SourceId;
import io.lamplighter.ingest.mailbox.Change;
import io.lamplighter.ingest.mailbox.Change.Place;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InteractionReaderTest {
    private static final Instant RECEIVED = Instant.parse("2026-03-03T09:16:30Z");

    private final InteractionReader reader = new InteractionReader(
            new OwnAddresses(Set.of("seller.example"), Set.of("sam.private@freemail.example")));

    @ParameterizedTest
    @CsvSource({
            "anna@buyer.example,            sam@seller.example,                     RECEIVED, INBOUND",
            "anna@buyer.example,            lee@third.example,                      RECEIVED, INBOUND",
            "sam@seller.example,            anna@buyer.example,                     SENT,     OUTBOUND",
            "sam@eu.seller.example,         anna@buyer.example,                     RECEIVED, OUTBOUND",
            "sam.private@freemail.example,  anna@buyer.example,                     RECEIVED, OUTBOUND",
            "other.person@freemail.example, sam@seller.example,                     RECEIVED, INBOUND",
            "sam@seller.example,            lee@seller.example,                     RECEIVED, INTERNAL",
            "sam@seller.example,            'lee@seller.example, anna@buyer.example', SENT,   OUTBOUND",
            "sam@seller.example,            undisclosed-recipients:;,               SENT,     OUTBOUND",
            "sam@notseller.example,         sam@seller.example,                     RECEIVED, INBOUND",
            "alias@elsewhere.example,       anna@buyer.example,                     SENT,     OUTBOUND"})
    void tellsWhichWayAMailWent(String from, String to, Place place, Direction direction) {
        Interaction interaction = captured("From: " + from + "\r\nTo: " + to + "\r\n\r\nHi", place).interaction();

        assertThat(interaction.direction()).isEqualTo(direction);
    }

    @Test
    void trustsTheProvidersTimeAndKeepsTheSenders() {
        Interaction interaction = captured("From: a@b.example\r\nDate: Tue, 3 Mar 2020 10:15:00 +0100\r\n\r\nHi",
                Place.RECEIVED)
                .interaction();

        assertThat(interaction.occurredAt()).isEqualTo(RECEIVED);
        assertThat(interaction.sentAt()).contains(Instant.parse("2020-03-03T09:15:00Z"));
    }

    @Test
    void missingFieldsAreWarningsNotFailures() {
        Interaction interaction = captured("From: a@b.example\r\n\r\nHi", Place.RECEIVED).interaction();

        assertThat(interaction.sentAt()).isEmpty();
        assertThat(interaction.thread().messageId()).isEmpty();
        assertThat(interaction.warnings()).containsExactlyInAnyOrder("no Date", "no Message-ID");
    }

    @Test
    void whatNamesNoSenderIsUnreadable() {
        assertThat(read("", Place.RECEIVED)).isEqualTo(unreadable("the message is empty", "", 0));
        assertThat(read("just words", Place.RECEIVED)).isEqualTo(unreadable("no header fields: this is not a mail",
                "byte 1: a header field was expected", 10));
        assertThat(read("Subject: secret\r\n\r\nHi", Place.RECEIVED))
                .isEqualTo(unreadable("no sender is named", "its header, at From and Sender", 21));
    }

    @Test
    void aMachineMayForgetToNameItself() {
        Reading reading = read(
                "Return-Path: <>\r\nX-Failed-Recipients: anna@buyer.example\r\nSubject: Undelivered\r\n\r\nNo.",
                Place.RECEIVED);

        assertThat(reading).isInstanceOf(Reading.Captured.class);
        assertThat(((Reading.Captured) reading).interaction().origin().kind()).isEqualTo(Origin.Kind.BOUNCE);
    }

    @Test
    void fallsBackOnWhoeverElseIsNamed() {
        Interaction interaction = captured("Return-Path: <anna@buyer.example>\r\nTo: sam@seller.example\r\n\r\nHi",
                Place.RECEIVED)
                .interaction();

        assertThat(interaction.author())
                .hasValueSatisfying(author -> assertThat(author.address()).isEqualTo("anna@buyer.example"));
        assertThat(interaction.warnings()).contains("no From, sender taken from return-path");
    }

    @Test
    void keepsTheMessageWithoutItsFiles() {
        Reading.Captured captured = (Reading.Captured) reader
                .read(appeared(Mails.mail("mime", "nested"), Place.RECEIVED));

        assertThat(new String(captured.kept(), StandardCharsets.UTF_8)).contains("The plain form.")
                .contains("X-Lamplighter-Omitted: 1024");
        assertThat(captured.interaction().text().fresh()).isEqualTo("The plain form.");
    }

    @Test
    void readsTheOtherFormWhereThePlainOneOnlyPointsToIt() {
        Reading.Captured captured = (Reading.Captured) reader
                .read(appeared(Mails.mail("mime", "html-stub"), Place.RECEIVED));

        assertThat(captured.interaction().text().fresh()).isEqualTo("The rich form.");
    }

    @Test
    void alikeMailHasAlikeFingerprints() {
        long one = captured("From: a@b.example\r\nSubject: Offer\r\n\r\nWe accept the offer of last week, thank you.",
                Place.RECEIVED).fingerprint();
        long reflowed = captured(
                "From: a@b.example\r\nSubject: offer\r\n\r\nWe accept the offer\r\nof last week,  thank you",
                Place.RECEIVED).fingerprint();
        long other = captured(
                "From: a@b.example\r\nSubject: Lunch\r\n\r\nAre you free on Thursday? There is a new place.",
                Place.RECEIVED).fingerprint();

        assertThat(reflowed).isEqualTo(one);
        assertThat(Long.bitCount(one ^ other)).isGreaterThan(10);
    }

    private Reading.Captured captured(String mail, Place place) {
        return (Reading.Captured) read(mail, place);
    }

    private Reading read(String mail, Place place) {
        return reader.read(appeared(mail.getBytes(StandardCharsets.UTF_8), place));
    }

    private static Change.Appeared appeared(byte[] mime, Place place) {
        return new Change.Appeared(new SourceId("INBOX/1/1"), RECEIVED, place, mime);
    }

    private static Reading unreadable(String reason, String place, long octets) {
        return new Reading.Unreadable(new SourceId("INBOX/1/1"), RECEIVED, reason, place, octets);
    }
}
