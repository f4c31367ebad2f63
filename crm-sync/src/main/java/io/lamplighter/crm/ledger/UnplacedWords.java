// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.ledger;

import io.lamplighter.crm.upload.Attendances;
import io.lamplighter.crm.upload.Recordings;
import io.lamplighter.ingest.SourceId;
import io.lamplighter.ingest.mailbox.Change;
import io.lamplighter.ingest.sync.Reading;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.dao.ConcurrencyFailureException;

/**
 * What was spoken, and who came, where no meeting is known. It is found again when there is one, by a look at what is stored; a
 * meeting that was put together since the page was decided on has looked already, and did not see it.
 */
final class UnplacedWords {

    private final Directory directory;
    private final Recordings recordings;
    private final Attendances attendances;

    UnplacedWords(Directory directory, Recordings recordings, Attendances attendances) {
        this.directory = directory;
        this.recordings = recordings;
        this.attendances = attendances;
    }

    /**
     * To be called last in the transaction that stores a page.
     *
     * @throws ConcurrencyFailureException if there is a meeting by now for what was left out; then the page is decided on again
     */
    void check(Collection<Reading> readings, Collection<Decision> decided) {
        Set<SourceId> placed = decided.stream()
                .filter(one -> one instanceof Decision.Speak || one instanceof Decision.Attend).map(Decision::source)
                .collect(Collectors.toSet());
        List<Change.Spoken> words = readings.stream().filter(Reading.Spoken.class::isInstance)
                .map(reading -> ((Reading.Spoken) reading).recording())
                .filter(recording -> !placed.contains(recording.source())).toList();
        List<Change.Attended> reports = readings.stream().filter(Reading.Attended.class::isInstance)
                .map(reading -> ((Reading.Attended) reading).report())
                .filter(report -> !placed.contains(report.source())).toList();
        if (words.isEmpty() && reports.isEmpty()) {
            return;
        }
        directory.holdPlaces();
        if (words.stream().anyMatch(recording -> recordings.meeting(recording).isPresent())
                || reports.stream().anyMatch(report -> attendances.meeting(report).isPresent())) {
            throw new ConcurrencyFailureException("a meeting became known while what was said of it was left out");
        }
    }
}
