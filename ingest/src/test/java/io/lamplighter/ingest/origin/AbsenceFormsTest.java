// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.origin;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.ingest.Interaction;
import io.lamplighter.ingest.Mails;
import io.lamplighter.ingest.Origin.Kind;
import io.lamplighter.ingest.OwnAddresses;
import io.lamplighter.ingest.origin.Absence.Person;
import io.lamplighter.ingest.sync.InteractionReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Notes of {@code absences.txt} and {@code departures.txt}, told by their words alone. */
class AbsenceFormsTest {
    private final InteractionReader reader = new InteractionReader(new OwnAddresses(Set.of(), Set.of()));

    static Stream<Arguments> absences() {
        return rows("absences.txt")
                .map(c -> Arguments.of(c[1].strip(), c[2].strip(), c.length < 4 ? "" : c[3].strip()));
    }

    static Stream<Arguments> departures() {
        return rows("departures.txt").map(c -> Arguments.of(c[1].strip(), c[2].strip(), c[3].strip()));
    }

    private static Stream<String[]> rows(String file) {
        return Mails.text("origin", file).lines().filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> line.split(" \\|", -1));
    }

    @ParameterizedTest
    @MethodSource("absences")
    void tellsTheDayOfReturnAndWhomToWriteTo(String day, String note, String substitute) {
        Interaction interaction = read("Anna Berg", note + "\r\n\r\nAnna Berg");
        Absence absence = AbsenceReader.read(interaction);

        assertThat(interaction.origin().kind()).isEqualTo(Kind.AUTO_REPLY);
        assertThat(absence.returnsOn().map(LocalDate::toString).orElse("")).isEqualTo(day);
        assertThat(absence.substitute()).contains(new Person(substitute, "lee@buyer.example"));
        assertThat(absence.left()).isFalse();
    }

    @ParameterizedTest
    @MethodSource("departures")
    void tellsWhoHasLeftAndWhoFollows(String departed, String substitute, String note) {
        Interaction interaction = read(departed, note);
        Absence absence = AbsenceReader.read(interaction);

        assertThat(interaction.origin().kind()).isEqualTo(Kind.AUTO_REPLY);
        assertThat(absence.departed()).contains(new Person(departed, "anna@buyer.example"));
        assertThat(absence.substitute()).contains(new Person(substitute, "lee@buyer.example"));
        assertThat(absence.returnsOn()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Kim Roe has left the company, so please send the offer to Lee Fox (lee@buyer.example).",
            "Unfortunately Kim is no longer with us. I would contact Lee, lee@buyer.example, about the renewal.",
            "Ich bin morgen nicht im Büro, wir können aber am 16.03. sprechen.",
            "I am back on 16 March, shall we talk then? Until then lee@buyer.example can help."})
    void aPersonMaySayTheSame(String letter) {
        assertThat(read("Anna Berg", letter).origin().kind()).isEqualTo(Kind.PERSON);
    }

    private Interaction read(String author, String text) {
        String mail = "From: " + author + " <anna@buyer.example>\r\nTo: sam@seller.example\r\nSubject: Re: 123\r\n"
                + "Date: Tue, 3 Mar 2026 10:15:00 +0100\r\nIn-Reply-To: <1@seller.example>\r\nMIME-Version: 1.0\r\n"
                + "Content-Type: text/plain; charset=utf-8\r\n\r\n" + text + "\r\n";
        return reader.read(mail.getBytes(StandardCharsets.UTF_8), Instant.EPOCH);
    }
}
