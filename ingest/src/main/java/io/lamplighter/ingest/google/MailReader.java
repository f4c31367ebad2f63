// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.google;

import com.google.api.services.gmail.model.Message;
import io.lamplighter.ingest.SourceId;
import io.lamplighter.ingest.mailbox.Change;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Fetches messages whole, a few at a time. */
final class MailReader {

    static final String PREFIX = "mail/";

    private final GoogleCalls calls;
    private final MailSelection selection;
    private final RefusedMessages refusedBefore;
    private final RawMessages raw;

    MailReader(GoogleCalls calls, MailSelection selection, RefusedMessages refusedBefore, RawMessages raw) {
        this.raw = raw;
        this.calls = calls;
        this.selection = selection;
        this.refusedBefore = refusedBefore;
    }

    static SourceId source(String id) {
        return new SourceId(PREFIX + id);
    }

    /**
     * Reads messages that have been paid for. What is not there, or no longer of the mail to be read, has vanished.
     *
     * @return in the order of the ids
     */
    List<Change> read(List<String> ids) {
        List<OneByOne.Result<Change>> results = asked(ids);
        List<Change> changes = new ArrayList<>();
        for (int i = 0; i < ids.size(); i++) {
            changes.add(change(ids.get(i), results.get(i), results));
        }
        return changes;
    }

    private List<OneByOne.Result<Change>> asked(List<String> ids) {
        try {
            List<OneByOne.Result<Change>> results = OneByOne.each(ids, this::one);
            List<String> again = new ArrayList<>();
            for (int i = 0; i < ids.size(); i++) {
                if (results.get(i) instanceof OneByOne.Result.Failed<Change> failed
                        && isMishap(failed.refused().answer())) {
                    again.add(ids.get(i));
                }
            }
            return again.isEmpty() ? results : merged(ids, results, again);
        } catch (Refused refused) {
            throw refused.failure();
        }
    }

    /** One mishap among fifty messages must not cost fifty again. */
    private List<OneByOne.Result<Change>> merged(List<String> ids, List<OneByOne.Result<Change>> results,
            List<String> again) throws Refused {
        calls.units().take(GmailUnits.GET * again.size());
        List<OneByOne.Result<Change>> second = OneByOne.each(again, this::one);
        List<OneByOne.Result<Change>> merged = new ArrayList<>(results);
        for (int i = 0; i < again.size(); i++) {
            merged.set(ids.indexOf(again.get(i)), second.get(i));
        }
        return merged;
    }

    /** Whether the same question may get an answer at once; where Google asks for a pause it would not. */
    private static boolean isMishap(GoogleAnswer answer) {
        return answer.status() == 0 || answer.status() >= 500 && answer.retryAfter().isZero();
    }

    private Change one(String id) throws Refused {
        try {
            return change(id,
                    calls.mail(() -> calls.mail().messages().get(calls.user(), id).setFormat("raw"), raw::read));
        } catch (Refused refused) {
            // Deleted between the listing and now.
            if (refused.answer().status() == 404) {
                return new Change.Vanished(source(id));
            }
            throw refused;
        }
    }

    private Change change(String id, RawMessages.Received received) {
        Message message = received.about();
        if (!selection.includes(message)) {
            return new Change.Vanished(source(id));
        }
        Long date = message.getInternalDate();
        Instant receivedAt = date == null ? calls.clock().instant() : Instant.ofEpochMilli(date);
        Optional<String> leftOut = selection.leftOut(message);
        if (leftOut.isPresent()) {
            // Labels are known only with the message: it came, and is forgotten here.
            return new Change.LeftOut(source(id), receivedAt, leftOut.get());
        }
        return received.mime()
                .<Change>map(mime -> new Change.Appeared(source(id), receivedAt, MailSelection.place(message), mime))
                .orElseGet(() -> new Change.Withheld(source(id), receivedAt,
                        "Gmail gave the message in a form that cannot be read"));
    }

    /**
     * One message that Gmail cannot give must not stop all that follow; but only when it has been asked for again and
     * again, while others came.
     */
    private Change change(String id, OneByOne.Result<Change> result, List<OneByOne.Result<Change>> all) {
        return switch (result) {
            case OneByOne.Result.Given<Change> given -> {
                refusedBefore.forget(calls.user(), id);
                yield given.value();
            }
            case OneByOne.Result.Failed<Change> failed -> {
                int status = failed.refused().answer().status();
                boolean alone = (status == 500 || status == 400) && all.stream()
                        .anyMatch(r -> r instanceof OneByOne.Result.Given);
                if (alone && refusedBefore.isHopeless(calls.user(), id)) {
                    yield new Change.Withheld(source(id), calls.clock().instant(),
                            "Gmail refused to give the message again and again (status " + status + ")");
                }
                throw failed.refused().failure();
            }
        };
    }
}
