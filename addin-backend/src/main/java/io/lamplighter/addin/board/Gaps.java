// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.board;

import io.lamplighter.crm.warning.OpenDeal;
import io.lamplighter.crm.warning.OpenDeal.Blindness.Cause;
import java.time.Instant;
import java.util.Optional;

/** Says on a timeline that we do not see at present. */
final class Gaps {

    private final Words words;
    private final Instant now;

    Gaps(Words words, Instant now) {
        this.words = words;
        this.now = now;
    }

    Optional<TimelineEntry> now(OpenDeal deal) {
        if (Clocks.state(deal) != ClockState.BLIND) {
            return Optional.empty();
        }
        return deal.blindness().map(why -> new TimelineGap(
                why.since().filter(since -> since.isAfter(Instant.EPOCH))
                        .map(since -> "Blind since " + words.dateTime(since, now)).orElse("Blind"),
                new Reasons(words, now).blind(why) + " " + (why.cause() == Cause.STILL_IMPORTING
                        ? "Newest mail comes first; what is older appears here as it is read."
                        : "What the buyer wrote since then appears here once it is read.")));
    }
}
