// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.api;

import io.lamplighter.addin.connect.MailboxPageDesk;
import io.lamplighter.addin.connect.Proof;
import io.lamplighter.addin.connect.ProofDesk;
import io.lamplighter.addin.security.CurrentUser;
import io.lamplighter.crm.mailbox.MailboxEvents;
import io.lamplighter.crm.mailbox.MailboxSearch;
import io.lamplighter.crm.mailbox.MailboxState;
import io.lamplighter.crm.mailbox.Mailboxes;
import io.lamplighter.ingest.MailboxId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.security.Principal;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Whether anything is missing in a mailbox, how that is known, and what happened to it. */
@RestController
@RequestMapping("/api/mailboxes")
@Tag(name = "Proof", description = "The comparison with the provider, day by day, and the timeline of a mailbox")
class ProofApi {

    private final Mailboxes mailboxes;
    private final MailboxSearch search;
    private final MailboxItems items;
    private final ProofDesk desk;
    private final MailboxEvents events;
    private final MailboxPageDesk words;
    private final CurrentUser current;

    ProofApi(Mailboxes mailboxes, MailboxSearch search, MailboxItems items, ProofDesk desk, MailboxEvents events,
            MailboxPageDesk words, CurrentUser current) {
        this.mailboxes = mailboxes;
        this.search = search;
        this.items = items;
        this.desk = desk;
        this.events = events;
        this.words = words;
        this.current = current;
    }

    @Operation(summary = "Counts the mailboxes by state, and what is missing in all of them")
    @GetMapping("/summary")
    MailboxItems.Summary summary() {
        return items.summary(search.counts());
    }

    @Operation(summary = "Compares a mailbox with its provider as soon as it can be read; the days tell how it came out")
    @PostMapping("/{id}/compare")
    @ResponseStatus(HttpStatus.ACCEPTED)
    MailboxItem compare(@PathVariable long id, Principal principal) {
        desk.compare(state(id).id(), current.of(principal).name());
        return items.of(state(id));
    }

    /** @param wanted false where nothing is missing */
    record Again(boolean wanted) {}

    @Operation(summary = "Reads the days again on which something is missing, now instead of within the hour")
    @PostMapping("/{id}/days/again")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Again again(@PathVariable long id, Principal principal) {
        return new Again(desk.readAgain(state(id).id(), current.of(principal).name()));
    }

    @Operation(summary = "Lists the days that were compared with the provider, latest first", description = "On each of them provider = captured + excluded + quarantined + missing, as of comparedAt. Days are those of the provider's receive time, in UTC.")
    @GetMapping("/{id}/days")
    Slice<Proof.Day> days(@PathVariable long id, @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable Integer limit) {
        int size = Slice.limit(limit);
        return Slice.of(desk.days(state(id).id(), MailboxApi.day(after), size + 1), size, d -> d,
                d -> d.day().toString());
    }

    @Operation(summary = "Gives the last comparison of a mailbox with its provider, to be kept as proof")
    @GetMapping("/{id}/proof")
    Proof proof(@PathVariable long id) {
        return desk.proof(state(id))
                .orElseThrow(() -> new NotFound("Mailbox " + id + " has not been compared with its provider yet."));
    }

    /**
     * @param kind in a word: {@code failed}, {@code still-missing}
     * @param says the same for people
     */
    record EventItem(long id, Instant at, String kind, String says) {}

    @Operation(summary = "Tells what happened to a mailbox, latest first")
    @GetMapping("/{id}/events")
    Slice<EventItem> events(@PathVariable long id, @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable Integer limit) {
        int size = Slice.limit(limit);
        return Slice.of(events.latest(state(id).id(), Slice.key(after, Long.MAX_VALUE), size + 1), size,
                e -> new EventItem(e.id(), e.at(), e.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                        words.says(e)),
                e -> Long.toString(e.id()));
    }

    private MailboxState state(long id) {
        return mailboxes.find(new MailboxId(id)).orElseThrow(() -> new NotFound("There is no mailbox " + id + "."));
    }
}
