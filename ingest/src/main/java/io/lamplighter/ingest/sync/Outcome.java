// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.sync;

import io.lamplighter.ingest.mailbox.MailboxFailure;
import java.util.List;
import java.util.Objects;

/** How a run on one mailbox ended. What was stored before it ended stays stored. */
public sealed interface Outcome {

    Ledger.Recorded recorded();

    /**
     * Everything the provider had is stored.
     *
     * @param notices what an admin should know all the same
     */
    record UpToDate(Ledger.Recorded recorded, List<String> notices) implements Outcome {

        public UpToDate {
            Objects.requireNonNull(recorded, "recorded");
            notices = List.copyOf(notices);
        }
    }

    /** There is more to read, but it is somebody else's turn. */
    record Unfinished(Ledger.Recorded recorded) implements Outcome {

        public Unfinished {
            Objects.requireNonNull(recorded, "recorded");
        }
    }

    /** The provider said no; the failure says what to do next. */
    record Failed(Ledger.Recorded recorded, MailboxFailure failure) implements Outcome {

        public Failed {
            Objects.requireNonNull(recorded, "recorded");
            Objects.requireNonNull(failure, "failure");
        }
    }
}
