// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.graph;

import io.lamplighter.ingest.mailbox.MailboxFailure;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Calendar and transcripts during one session: left alone once they failed, so that they never keep mail from being read. */
final class Beside {

    /** What there is beside mail. */
    enum Stream {
        CALENDAR, TRANSCRIPTS
    }

    private final GraphClient client;
    private final Set<Stream> failed = new HashSet<>();
    private final List<String> notices = new ArrayList<>();
    private MailboxFailure.@Nullable TryLater later;

    Beside(GraphClient client) {
        this.client = client;
    }

    Optional<Step> ask(Stream stream, Supplier<Optional<Step>> question) {
        if (!isRead(stream)) {
            return Optional.empty();
        }
        try {
            return question.get();
        } catch (GraphException failure) {
            MailboxFailure judged = GraphFailures.of(failure, client.account());
            if (failure.isBusy() || judged instanceof MailboxFailure.SignInAgain) {
                throw failure;
            }
            client.goesOn();
            leave(stream, judged);
        } catch (MailboxFailure.TryLater failure) {
            leave(stream, failure);
        }
        return Optional.empty();
    }

    private void leave(Stream stream, MailboxFailure failure) {
        failed.add(stream);
        if (failure instanceof MailboxFailure.TryLater again) {
            later = again;
        } else {
            notices.add(failure.advice() + " Mail is read all the same.");
        }
    }

    boolean isRead(Stream stream) {
        return !failed.contains(stream);
    }

    /** Whether what failed is still to be said. */
    boolean hasFailed() {
        return later != null;
    }

    /** Once there is nothing else to do, what kept one of them from being read is the run's result. */
    void failIfOneDid() {
        if (later != null) {
            throw later;
        }
    }

    List<String> notices() {
        return notices;
    }
}
