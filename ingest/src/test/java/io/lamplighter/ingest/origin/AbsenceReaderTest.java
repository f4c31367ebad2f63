// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.origin;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.ingest.Mails;
import io.lamplighter.ingest.OwnAddresses;
import io.lamplighter.ingest.origin.Absence.Person;
import io.lamplighter.ingest.sync.InteractionReader;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AbsenceReaderTest {
    private final InteractionReader reader = new InteractionReader(new OwnAddresses(Set.of(), Set.of()));

    @ParameterizedTest
    @CsvSource({"en, 2026-03-16", "de, 2026-03-16", "fr, 2026-03-16", "es, 2026-03-13", "it, 2026-03-16",
            "pt, 2026-03-13",
            "nl, 2026-03-16", "pl, 2026-03-13", "ru, 2026-03-13", "sv, 2026-03-14", "ko, 2026-03-13", "zh, 2026-03-16",
            "zh-tw, 2026-03-16", "ja, 2026-03-13"})
    void readsTheDayOfReturn(String language, LocalDate day) {
        Absence absence = read("absence-subject-" + language);

        assertThat(absence.returnsOn()).contains(day);
        assertThat(absence.substitute()).map(Person::address).contains("lee@buyer.example");
        assertThat(absence.left()).isFalse();
    }

    @Test
    void tellsWhoHasLeftFromWhoIsAway() {
        Absence absence = read("absence-left-company");

        assertThat(absence.departed()).contains(new Person("Anna Berg", "anna@buyer.example"));
        assertThat(absence.returnsOn()).isEmpty();
        assertThat(absence.substitute()).contains(new Person("Lee Fox", "lee@buyer.example"));
    }

    private Absence read(String name) {
        return AbsenceReader.read(reader.read(Mails.mail("origin", name), Instant.EPOCH));
    }
}
