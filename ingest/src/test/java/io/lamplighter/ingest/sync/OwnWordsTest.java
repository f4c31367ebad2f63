// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.ingest.calendar.CalendarReader;
import io.lamplighter.ingest.calendar.Meeting;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OwnWordsTest {

    private final List<Meeting> cancelled = new CalendarReader(ZoneOffset.UTC).read("""
            BEGIN:VCALENDAR
            VERSION:2.0
            METHOD:CANCEL
            BEGIN:VEVENT
            UID:u1
            DTSTART:20261126T090000Z
            SUMMARY:Galley of the Saltmere Star
            DESCRIPTION:Berth 3\\, ask for me at the gangway.
            END:VEVENT
            END:VCALENDAR
            """).meetings();

    @Test
    void whatIsWrittenBesideTheCalendarIsTheSenders() {
        assertThat(OwnWords.in("The Star went into dry dock early.\n", cancelled))
                .isEqualTo("The Star went into dry dock early.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Galley of the Saltmere Star", "Berth 3, ask for me at the gangway.",
            "Berth 3, ask for me\n at the gangway.\n\nJoin: https://x.example",
            "This event has been canceled.\n\nGalley of the Saltmere Star\nWhen: Thu Nov 26",
            "Inge Solvang has accepted this invitation.", "Wann: Donnerstag\nOrt: Kai 3"})
    void whatProgramsWriteIsNobodys(String text) {
        assertThat(OwnWords.in(text, cancelled)).isEmpty();
    }
}
