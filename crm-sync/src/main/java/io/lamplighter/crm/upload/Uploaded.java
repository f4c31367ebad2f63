// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.upload;

import io.lamplighter.crm.ActivityId;
import io.lamplighter.ingest.Interaction;
import io.lamplighter.ingest.MeetingOutcome;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What became of an upload.
 *
 * @param isNew false if the same was there already: then nothing was changed
 * @param buyers who of the buyer spoke, by the names we know or the file has
 * @param ours who of us spoke
 * @param outcome as stored with it; of what was there already, what this file says
 */
public record Uploaded(ActivityId activity, boolean isNew, Interaction.Kind kind, String title, Instant at, int turns,
        List<String> buyers, List<String> ours, boolean movesClock, String clockReason,
        Optional<MeetingOutcome> outcome) {

    public Uploaded {
        buyers = List.copyOf(buyers);
        ours = List.copyOf(ours);
    }
}
