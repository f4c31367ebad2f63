// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.samples.world;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.Multipart;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayInputStream;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorldTest {

    private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");

    private final World world = worldAt("2026-11-22T14:30:00Z");

    private static World worldAt(String instant) {
        return new World(Clock.fixed(Instant.parse(instant), ZONE));
    }

    @Test
    void holdsHundredsOfMessagesInSevenMailboxes() {
        List<Delivery> all = world.deliveries();

        assertThat(world.letters()).hasSizeGreaterThan(250);
        assertThat(all).hasSizeGreaterThan(world.letters().size());
        assertThat(all).extracting(Delivery::mailbox).containsOnly("anna", "jonas", "priya", "tomas", "hana",
                "marta", "priya-group");
        assertThat(all).filteredOn(d -> d.folder() == Delivery.Folder.SENT).hasSizeGreaterThan(100);
    }

    @Test
    void isTheSameForTheSameMomentToTheOctet() {
        List<Delivery> again = worldAt("2026-11-22T14:30:00Z").deliveries();

        List<Delivery> first = world.deliveries();

        assertThat(again).hasSameSizeAs(first);
        for (int i = 0; i < first.size(); i++) {
            assertThat(again.get(i).message()).isEqualTo(first.get(i).message());
            assertThat(again.get(i).at()).isEqualTo(first.get(i).at());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-11-22T23:01:00Z", "2026-11-23T05:30:00Z", "2027-03-28T01:30:00Z",
            "2026-12-31T22:59:00Z"})
    void neverWritesInTheFutureNorAnswersBeforeItWasAsked(String now) throws Exception {
        List<Delivery> all = worldAt(now).deliveries();

        assertThat(all).allMatch(d -> d.at().isBefore(Instant.parse(now)));
        var sentAt = all.stream().filter(d -> !header(d, "Message-ID").isEmpty())
                .collect(Collectors.toMap(d -> header(d, "Message-ID"), Delivery::at, (a, b) -> a));
        for (Delivery delivery : all) {
            Instant parent = sentAt.get(header(delivery, "In-Reply-To"));
            if (parent != null) {
                assertThat(delivery.at()).as(header(delivery, "Message-ID")).isAfter(parent);
            }
        }
    }

    private static String header(Delivery delivery, String name) {
        String head = new String(delivery.message(), US_ASCII).split("\r\n\r\n", 2)[0];
        var found = Pattern.compile("(?im)^" + name + ": *(<[^>]*>)").matcher(head);
        return found.find() ? found.group(1) : "";
    }

    @Test
    void sendsOnlyAsciiWithCompleteLineEnds() {
        assertThat(world.deliveries()).allSatisfy(delivery -> {
            assertThat(wrongOctets(delivery.message())).as(header(delivery, "Message-ID")).isZero();
        });
    }

    /** Octets above 127, line ends that are not whole, and those that make a line too long (RFC 5322 §2.1.1). */
    private static int wrongOctets(byte[] message) {
        int wrong = 0;
        int length = 0;
        int before = 0;
        for (byte octet : message) {
            length = octet == '\n' ? 0 : length + 1;
            wrong += octet < 0 || (octet == '\n') != (before == '\r') || length > 999 ? 1 : 0;
            before = octet;
        }
        return wrong;
    }

    @Test
    void leavesNoDateToBePutIn() {
        assertThat(world.letters()).noneMatch(l -> l.body().contains("{{") || l.subject().contains("{{"));
        assertThat(world.deliveries()).filteredOn(d -> d.message().length < 20_000)
                .noneMatch(d -> new String(d.message(), US_ASCII).contains("{{"));
    }

    @Test
    void namesAllThatAnAnswerFollowsOldestFirst() throws Exception {
        MimeMessage mail = mail("oakhanger-04");

        assertThat(mail.getHeader("In-Reply-To", null)).isEqualTo("<oakhanger-03@world.example>");
        assertThat(mail.getHeader("References", null).split("\\s+")).containsExactly("<oakhanger-01@world.example>",
                "<oakhanger-02@world.example>", "<oakhanger-03@world.example>");
    }

    @Test
    void datesAMailWhenItWasReceived() throws Exception {
        assertThat(delivery("oakhanger-01").at()).isEqualTo(Instant.parse("2026-09-02T07:14:00Z"));
        assertThat(mail("oakhanger-01").getSentDate()).isEqualTo(Instant.parse("2026-09-02T07:14:00Z"));
    }

    @Test
    void keepsTheAuthorsCopyInSentAndTheOthersInInbox() {
        List<Delivery> copies = world.deliveries().stream()
                .filter(d -> header(d, "Message-ID").equals("<oakhanger-12@world.example>")).toList();

        assertThat(copies).extracting(d -> d.mailbox() + " " + d.folder().title())
                .containsExactlyInAnyOrder("anna Sent", "jonas INBOX");
    }

    @Test
    void writesDatesInTextsInTheirLanguage() throws Exception {
        assertThat(text("talvik-10")).contains("27 November");
    }

    @Test
    void attachesFilesOfTheSizeAndNameGiven() throws Exception {
        Multipart parts = (Multipart) mail("byeolbit-02").getContent();

        assertThat(MimeUtility.decodeText(parts.getBodyPart(1).getFileName())).isEqualTo("차량용_센서_소개서.pdf");
        assertThat(parts.getBodyPart(1).getInputStream().readAllBytes()).hasSize(402118);
    }

    @Test
    void invitesWithACalendarPart() throws Exception {
        String request = new String(delivery("orrery-10").message(), US_ASCII);
        String reply = new String(delivery("orrery-11").message(), US_ASCII);

        assertThat(request).contains("text/calendar; charset=utf-8; method=REQUEST", "DTSTART:20261123T090000Z",
                "UID:orrery-signature@fernbeck.example");
        assertThat(reply).contains("method=REPLY", "ORGANIZER;CN=\"Jonas Weir\":mailto:jonas.weir@fernbeck.example",
                "PARTSTAT=ACCEPTED");
    }

    @Test
    void putsCloseDatesIntoTheFilesOfTheCrm() {
        assertThat(world.csv("opportunities.csv")).contains("Proposal,84000,EUR,2026-12-04", "EUR,2026-11-17");
    }

    @Test
    void holdsMailBackThatArrivesOnDemand() {
        assertThat(world.unsent()).isNotEmpty()
                .allSatisfy(copies -> assertThat(copies).extracting(Delivery::at).containsOnly(
                        Instant.parse("2026-11-22T14:29:00Z")));
    }

    @Test
    void saysWhichFileAndMessageIsWrong() {
        LetterFile file = new LetterFile("broken.mail", new People(List.of(), List.of()));

        assertThatThrownBy(() -> file.letters("---\nid: x-1\nat: -1d 10:00\nform: html\n\nHello"))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("broken.mail: no from")
                .hasMessageContaining("id: x-1");
    }

    private Delivery delivery(String id) {
        return world.deliveries().stream().filter(d -> header(d, "Message-ID").equals("<" + id + "@world.example>"))
                .findFirst().orElseThrow();
    }

    private MimeMessage mail(String id) throws Exception {
        return new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(delivery(id).message()));
    }

    private String text(String id) throws Exception {
        return String.valueOf(mail(id).getContent());
    }
}
