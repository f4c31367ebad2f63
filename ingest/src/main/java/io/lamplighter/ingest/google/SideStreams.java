// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.google;

import io.lamplighter.ingest.mailbox.MailboxFailure;
import io.lamplighter.ingest.mailbox.MailboxSession.Listed;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Calendar and transcripts during one session: asked once until they have nothing, left alone once they failed. */
final class SideStreams {

    private final List<SideStream> streams;
    private final Map<SideStream, Object> quietAt = new HashMap<>();
    private final List<String> notices = new ArrayList<>();
    private MailboxFailure.@Nullable TryLater later;

    SideStreams(List<SideStream> streams) {
        this.streams = new ArrayList<>(streams);
    }

    Optional<Step> next(GoogleCursor cursor) {
        for (SideStream stream : List.copyOf(streams)) {
            if (!isQuiet(stream, cursor)) {
                Optional<Step> step = step(stream, cursor);
                if (step.isPresent()) {
                    return step;
                }
            }
        }
        return Optional.empty();
    }

    private Optional<Step> step(SideStream stream, GoogleCursor cursor) {
        try {
            Step step = stream.next(cursor);
            if (step.changes().isEmpty() && step.next().equals(cursor)) {
                quietAt.put(stream, stream.position(cursor));
                return Optional.empty();
            }
            return Optional.of(step);
        } catch (MailboxFailure.ChangeSettings missing) {
            streams.remove(stream);
            notices.add(missing.advice() + " Mail is read all the same.");
            return Optional.empty();
        } catch (MailboxFailure.TryLater failure) {
            streams.remove(stream);
            later = failure;
            return Optional.empty();
        }
    }

    private boolean isQuiet(SideStream stream, GoogleCursor cursor) {
        return stream.position(cursor).equals(quietAt.get(stream));
    }

    /** Of a calendar that may not be read nothing is listed, as nothing is read. */
    List<Listed> listed(LocalDate first, LocalDate last) {
        List<Listed> listed = new ArrayList<>();
        for (SideStream stream : streams) {
            try {
                listed.addAll(stream.listed(first, last));
            } catch (MailboxFailure.ChangeSettings missing) {
                // Said with the notices already.
            }
        }
        return listed;
    }

    boolean haveWork(GoogleCursor cursor) {
        return later != null || streams.stream().anyMatch(stream -> !isQuiet(stream, cursor));
    }

    List<String> notices() {
        return notices;
    }

    /** Once there is nothing else to do, what kept one of them from being read is the run's result. */
    void failIfOneDid() {
        if (later != null) {
            throw later;
        }
    }
}
