// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.samples.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class QuotesTest {

    private final World world = new World(
            Clock.fixed(Instant.parse("2026-11-22T14:30:00Z"), ZoneId.of("Europe/Berlin")));

    private final Composed question = composed(Letter.Form.PLAIN, Client.NONE, "When?\nAnd who?", null);

    private static Composed composed(Letter.Form form, Client client, String body,
            @Nullable Composed parent) {
        var from = new Person("Helen Marsh", "helen@oakhanger.example");
        var to = new Person("Anna Reyes", "anna@fernbeck.example");
        var letter = new Letter("x-1", "-1h", from, List.of(to), List.of(), List.of(),
                "Walk", Optional.ofNullable(parent).map(p -> "x-0"), client, form, List.of(),
                List.of(), Optional.empty(), body);
        return Composed.of(letter, Instant.parse("2026-11-03T15:20:00Z").atZone(ZoneId.of("Europe/Berlin")),
                Optional.ofNullable(parent));
    }

    private String plain(Client client) {
        return composed(Letter.Form.PLAIN, client, "Thursday.", question).plain();
    }

    private String html(Client client) {
        return composed(Letter.Form.HTML, client, "Thursday.", question).html();
    }

    @Test
    void gmailQuotesBelowALine() {
        assertThat(plain(Client.GMAIL)).isEqualTo("""
                Thursday.

                On Tue, 3 Nov 2026 at 16:20, Helen Marsh <helen@oakhanger.example> wrote:

                > When?
                > And who?""");
        assertThat(html(Client.GMAIL)).contains("<div dir=\"ltr\" class=\"gmail_attr\">On Tue, 3 Nov 2026",
                "<blockquote class=\"gmail_quote\"");
    }

    @Test
    void gmailSpeaksFrench() {
        assertThat(plain(Client.GMAIL_FR)).contains("Le mar. 3 nov. 2026 à 16:20, Helen Marsh", "a écrit :");
    }

    @Test
    void outlookRepeatsTheHeaderAndMarksNoLine() {
        assertThat(plain(Client.OUTLOOK)).isEqualTo("""
                Thursday.

                -----Original Message-----
                From: Helen Marsh <helen@oakhanger.example>
                Sent: 03 November 2026 16:20
                To: Anna Reyes <anna@fernbeck.example>
                Subject: Walk

                When?
                And who?""");
        assertThat(html(Client.OUTLOOK)).contains("border-top:solid #E1E1E1", "<p class=\"MsoNormal\">Thursday.",
                "<div>And who?</div>");
    }

    @Test
    void outlookSpeaksGerman() {
        assertThat(plain(Client.OUTLOOK_DE)).contains("-----Ursprüngliche Nachricht-----",
                "Gesendet: Dienstag, 3. November 2026 16:20", "Betreff: Walk");
    }

    @Test
    void appleQuotesTheLineAsWell() {
        assertThat(plain(Client.APPLE)).contains(
                "> On 3 Nov 2026, at 16:20, Helen Marsh <helen@oakhanger.example> wrote:",
                "\n> \n> When?");
        assertThat(html(Client.APPLE)).contains("<blockquote type=\"cite\">", "Apple-interchange-newline");
    }

    @Test
    void quotesInQuotesGetOneMoreMark() {
        Composed answer = composed(Letter.Form.PLAIN, Client.GMAIL, "Thursday.", question);

        assertThat(composed(Letter.Form.PLAIN, Client.GMAIL, "Fine.", answer).plain()).contains("> Thursday.",
                ">> When?");
    }

    @Test
    void everyStyleIsUsedByTheWorld() {
        assertThat(world.letters()).extracting(Letter::quotes).contains(Client.values());
    }
}
