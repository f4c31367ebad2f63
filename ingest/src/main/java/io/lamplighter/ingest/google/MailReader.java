// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.google;

import com.google.api.services.gmail.model.Message;
import io.lamplighter.ingest.SourceId;
import io.lamplighter.ingest.google.OneByOne.Result;
import io.lamplighter.ingest.mailbox.Change;
import io.lamplighter.ingest.mailbox.MailboxFailure;
import io.lamplighter.ingest.mailbox.Patience;
import io.lamplighter.ingest.mailbox.Patience.Others;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Fetches messages whole, a few at a time. */
final class MailReader {

    static final String PREFIX = "mail/";

    private static final long NEWEST = 100;

    /** One of them may be broken, too. */
    private static final int OTHERS = 3;

    private final GoogleCalls calls;
    private final MailSelection selection;
    private final Patience patience;
    private final RawMessages raw;

    MailReader(GoogleCalls calls, MailSelection selection, Patience patience, RawMessages raw) {
        this.raw = raw;
        this.calls = calls;
        this.selection = selection;
        this.patience = patience;
    }

    static SourceId source(String id) {
        return new SourceId(PREFIX + id);
    }

    /**
     * Reads messages. What is not there, or no longer of the mail to be read, has vanished.
     *
     * @return in the order of the ids
     */
    List<Change> read(List<String> ids) {
        // What was refused before comes last: several of them must not pass for an outage.
        List<String> suspects = ids.stream().filter(id -> patience.isSuspect(thing(id))).toList();
        Map<String, Result<Change>> results = asked(ids.stream().filter(id -> !suspects.contains(id)).toList(),
                OneByOne.ENOUGH);
        if (isWhole(results)) {
            results.putAll(asked(suspects, Integer.MAX_VALUE));
        }
        Set<String> hopeless = hopeless(results);
        results.forEach((id, result) -> {
            if (result instanceof Result.Failed<Change> failed && !hopeless.contains(id)) {
                throw failed.refused().failure();
            }
        });
        return ids.stream().map(id -> change(id, results.getOrDefault(id, new Result.Unasked<>()))).toList();
    }

    private static boolean isWhole(Map<String, Result<Change>> results) {
        return results.values().stream().noneMatch(Result.Unasked.class::isInstance);
    }

    private Map<String, Result<Change>> asked(List<String> ids, int enough) {
        Map<String, Result<Change>> results = each(ids, enough);
        List<String> again = ids.stream().filter(id -> results.get(id) instanceof Result.Failed<Change> failed
                && isMishap(failed.refused().answer())).toList();
        if (!again.isEmpty() && isWhole(results)) {
            // One mishap among fifty messages must not cost fifty again.
            calls.units().require(GmailUnits.GET * again.size());
            results.putAll(each(again, enough));
        }
        return results;
    }

    private Map<String, Result<Change>> each(List<String> ids, int enough) {
        Map<String, Result<Change>> results = new HashMap<>();
        List<Result<Change>> asked = OneByOne.each(ids, enough, this::one);
        for (int i = 0; i < ids.size(); i++) {
            results.put(ids.get(i), asked.get(i));
        }
        return results;
    }

    /** Whether the same question may get an answer at once; where Google asks for a pause it would not. */
    private static boolean isMishap(GoogleAnswer answer) {
        return answer.status() == 0 || answer.status() >= 500 && answer.retryAfter().isZero();
    }

    private Change one(String id) throws Refused {
        try {
            return change(id,
                    calls.mail(GmailUnits.GET,
                            () -> calls.mail().messages().get(calls.user(), id).setFormat("raw"), raw::read));
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
     * again while others came. Where none came, one that was not asked for tells: if Gmail does not give that one either, it is to
     * blame for all, however long it lasts.
     */
    private Set<String> hopeless(Map<String, Result<Change>> results) {
        boolean isAboutSome = results.values().stream().anyMatch(
                result -> result instanceof Result.Failed<Change> failed && isAboutIt(failed.refused().answer()));
        boolean someCame = results.values().stream().anyMatch(Result.Given.class::isInstance);
        Others others = someCame ? Others.GIVEN : isAboutSome ? others(results.keySet()) : Others.REFUSED;
        Set<String> hopeless = new HashSet<>();
        results.forEach((id, result) -> {
            switch (result) {
                case Result.Given<Change> given -> patience.forget(thing(id));
                case Result.Failed<Change> failed when isAboutIt(failed.refused().answer()) -> {
                    if (patience.isOver(thing(id), others)) {
                        hopeless.add(id);
                    }
                }
                case Result.Failed<Change> outage -> {
                }
                case Result.Unasked<Change> unasked -> {
                }
            }
        });
        return hopeless;
    }

    /** Ids are a mailbox's own. */
    private String thing(String id) {
        return calls.user() + "/" + id;
    }

    /** Whether Gmail gives a message now that is none of these, and was not refused of late. */
    private Others others(Set<String> refused) {
        try {
            calls.units().require(GmailUnits.LIST + OTHERS * GmailUnits.GET);
            List<Message> newest = Objects.requireNonNullElse(calls.mail(GmailUnits.LIST,
                    () -> calls.mail().messages().list(calls.user()).setMaxResults(NEWEST)).getMessages(), List.of());
            List<String> others = newest.stream().map(Message::getId).filter(id -> id != null && !refused.contains(id))
                    .toList();
            if (others.isEmpty()) {
                return refused.size() > Patience.FEW ? Others.REFUSED : Others.NONE;
            }
            return others.stream().filter(id -> !patience.isSuspect(thing(id))).limit(OTHERS).anyMatch(this::isGiven)
                    ? Others.GIVEN
                    : Others.REFUSED;
        } catch (Refused | MailboxFailure outage) {
            return Others.REFUSED;
        }
    }

    private boolean isGiven(String id) {
        try {
            calls.mail(GmailUnits.GET, () -> calls.mail().messages().get(calls.user(), id).setFormat("raw"), raw::read);
            return true;
        } catch (Refused another) {
            return false;
        }
    }

    private static boolean isAboutIt(GoogleAnswer answer) {
        return answer.status() == 500 || answer.status() == 400;
    }

    private Change change(String id, Result<Change> result) {
        return switch (result) {
            case Result.Given<Change> given -> given.value();
            case Result.Failed<Change> failed -> new Change.Withheld(source(id), calls.clock().instant(),
                    "Gmail refused to give the message again and again (status " + failed.refused().answer().status()
                            + ")");
            case Result.Unasked<Change> unasked ->
                throw new MailboxFailure.TryLater("Gmail refuses too much for now.", Duration.ZERO, null);
        };
    }
}
