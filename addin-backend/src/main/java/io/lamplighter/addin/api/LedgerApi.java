// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.api;

import io.lamplighter.addin.connect.QuarantineDesk;
import io.lamplighter.addin.connect.RawAnswers;
import io.lamplighter.addin.security.CurrentUser;
import io.lamplighter.crm.ledger.LedgerBook;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.security.Principal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Totals of all that was captured, and what could not be read. */
@RestController
@Tag(name = "Ledger", description = "What was captured in all, and what is in quarantine")
class LedgerApi {

    private final LedgerBook ledger;
    private final QuarantineDesk desk;
    private final CurrentUser current;

    LedgerApi(LedgerBook ledger, QuarantineDesk desk, CurrentUser current) {
        this.current = current;
        this.ledger = ledger;
        this.desk = desk;
    }

    @Operation(summary = "Counts everything that was ever captured")
    @GetMapping("/api/ledger")
    LedgerBook.Totals totals() {
        return ledger.totals();
    }

    /**
     * @param place where in the message reading ended; may be empty
     * @param octets its size; null where it is not known
     * @param nextAttemptAt when it is tried again by itself; null where only a later version or a person tries again
     */
    record QuarantineItem(long id, long mailboxId, String mailbox, String source, String reason, String place,
            @Nullable Long octets, Instant receivedAt, Instant firstSeenAt, int attempts, Instant triedAt,
            @Nullable Instant nextAttemptAt) {

        static QuarantineItem of(LedgerBook.Quarantined q) {
            return new QuarantineItem(q.id(), q.mailbox().value(), q.address(), q.source().value(), q.reason(),
                    q.place(), q.octets() == 0 ? null : q.octets(), q.receivedAt(), q.firstSeenAt(), q.attempts(),
                    q.triedAt(), q.nextAttemptAt().orElse(null));
        }
    }

    @Operation(summary = "Lists messages that could not be read, latest first")
    @GetMapping("/api/quarantine")
    Slice<QuarantineItem> quarantine(@RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable Integer limit) {
        int size = Slice.limit(limit);
        return Slice.of(ledger.quarantine(Slice.key(after, Long.MAX_VALUE), size + 1), size, QuarantineItem::of,
                q -> Long.toString(q.id()));
    }

    /** @param released whether it could be read this time */
    record RetryResult(boolean released) {}

    @Operation(summary = "Reads a message in quarantine again; who wanted it is written to the timeline of the mailbox")
    @PostMapping("/api/quarantine/{id}/retry")
    RetryResult retry(@PathVariable long id, Principal principal) {
        return new RetryResult(desk.retry(id, current.of(principal).name()).orElseThrow(() -> missing(id)));
    }

    @Operation(summary = "Gives a message in quarantine as its provider has it: its header as text, or with whole=true all of it; who looked is written to the timeline of the mailbox")
    @GetMapping("/api/quarantine/{id}/raw")
    ResponseEntity<byte[]> raw(@PathVariable long id, @RequestParam(defaultValue = "false") boolean whole,
            Principal principal) {
        QuarantineDesk.Part part = whole ? QuarantineDesk.Part.WHOLE : QuarantineDesk.Part.HEADER;
        return desk.raw(id, current.of(principal).name(), part)
                .map(mail -> RawAnswers.of(mail, part, Long.toString(id))).orElseThrow(() -> missing(id));
    }

    @Operation(summary = "Gives a message in quarantine up; it stays in the count, excluded as given up, and who did is written to the timeline of the mailbox")
    @DeleteMapping("/api/quarantine/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void discard(@PathVariable long id, Principal principal) {
        if (!desk.discard(id, current.of(principal).name())) {
            throw missing(id);
        }
    }

    private static NotFound missing(long id) {
        return new NotFound("There is nothing in quarantine under " + id + ".");
    }
}
