// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.api;

import io.lamplighter.addin.connect.MailboxConnections;
import io.lamplighter.addin.connect.ReadingDesk;
import io.lamplighter.crm.ledger.LedgerBook;
import io.lamplighter.crm.ledger.LedgerDay;
import io.lamplighter.crm.mailbox.MailboxSearch;
import io.lamplighter.crm.mailbox.MailboxState;
import io.lamplighter.crm.mailbox.Mailboxes;
import io.lamplighter.crm.mailbox.Standing;
import io.lamplighter.ingest.MailboxId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Mailboxes: connecting them, how reading them stands, and the ledger that proves nothing was missed. */
@RestController
@RequestMapping("/api/mailboxes")
@Tag(name = "Mailboxes", description = "Connecting mailboxes, their state, and the count of every day")
class MailboxApi {

    private final MailboxConnections connections;
    private final Mailboxes mailboxes;
    private final MailboxSearch search;
    private final LedgerBook ledger;
    private final MailboxItems items;
    private final ReadingDesk readings;

    MailboxApi(MailboxConnections connections, Mailboxes mailboxes, MailboxSearch search, LedgerBook ledger,
            MailboxItems items, ReadingDesk readings) {
        this.connections = connections;
        this.mailboxes = mailboxes;
        this.search = search;
        this.ledger = ledger;
        this.items = items;
        this.readings = readings;
    }

    @Operation(summary = "Lists mailboxes and how reading them stands, in the order in which they were connected; q finds words in their addresses and the names of their owners, state is as in the items, missing=true leaves only those with mail missing at the last comparison")
    @GetMapping
    Slice<MailboxItem> list(@RequestParam(defaultValue = "") String q,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(defaultValue = "false") boolean missing,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable Integer limit) {
        int size = Slice.limit(limit);
        return Slice.of(items.of(search.inOrder(new MailboxSearch.Query(q, standing(state), missing),
                Slice.key(after, 0), size + 1)), size, m -> m, m -> Long.toString(m.id()));
    }

    private static Optional<Standing> standing(@Nullable String state) {
        if (state == null || state.isBlank()) {
            return Optional.empty();
        }
        return Optional.of(Standing.of(state.strip()).orElseThrow(() -> new BadRequest("state must be one of "
                + Stream.of(Standing.values()).map(Standing::word).collect(Collectors.joining(", ")))));
    }

    /** @param states how many there are in each; those of which there is none are left out */
    record Counts(long mailboxes, Map<String, Long> states) {}

    @Operation(summary = "Counts mailboxes by their state")
    @GetMapping("/counts")
    Counts counts() {
        Map<String, Long> states = new LinkedHashMap<>();
        search.counts().forEach((standing, count) -> states.put(standing.word(), count));
        return new Counts(states.values().stream().mapToLong(Long::longValue).sum(), states);
    }

    @Operation(summary = "Connects an IMAP mailbox, after trying the connection", description = """
            `days` says how far back it is read (0 for everything, which is also the default). With `start=false` nothing is
            read until `PUT .../reading` has said how far back; `GET .../reading` forecasts how much that is.""")
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    MailboxItem connect(@RequestBody ImapRequest request, @RequestParam(required = false) @Nullable Integer days,
            @RequestParam(defaultValue = "true") boolean start) {
        if (days != null && days < 0) {
            throw new BadRequest("days must be 0 or more");
        }
        if (days == null && start) {
            return items.of(state(
                    connections.connect(request.mailbox(), request.ownerAddress(), request.account()).value()));
        }
        MailboxState mailbox = state(
                connections.connectAndAsk(request.mailbox(), request.ownerAddress(), request.account()).value());
        readings.begin(mailbox, Optional.ofNullable(days), start);
        return items.of(state(mailbox.id().value()));
    }

    List<MailboxItem> items(List<MailboxState> states) {
        return items.of(states);
    }

    /** @param folders what would be read */
    record TestResult(boolean works, List<String> folders) {}

    @Operation(summary = "Tries a connection without storing anything")
    @PostMapping("/test")
    TestResult test(@RequestBody ImapRequest request) {
        return new TestResult(true, connections.test(request.account()));
    }

    @Operation(summary = "Tells how reading one mailbox stands")
    @GetMapping("/{id}")
    MailboxItem one(@PathVariable long id) {
        return items.of(state(id));
    }

    @Operation(summary = "Replaces the settings of a connection and goes on where reading stopped")
    @PutMapping("/{id}/connection")
    MailboxItem reconnect(@PathVariable long id, @RequestBody ImapRequest request) {
        MailboxState mailbox = state(id);
        connections.reconnect(mailbox.id(), request.address() == null
                ? new ImapRequest(mailbox.address(), request.owner(), request.host(), request.port(),
                        request.security(),
                        request.username(), request.password(), request.folders(), request.allowPlain()).account()
                : request.account());
        return items.of(state(id));
    }

    @Operation(summary = "Stops reading a mailbox for the time being")
    @PostMapping("/{id}/pause")
    MailboxItem pause(@PathVariable long id) {
        connections.pause(state(id).id());
        return items.of(state(id));
    }

    @Operation(summary = "Goes on reading a paused mailbox")
    @PostMapping("/{id}/resume")
    MailboxItem resume(@PathVariable long id) {
        connections.resume(state(id).id());
        return items.of(state(id));
    }

    @Operation(summary = "Removes a mailbox; with erase=true what only it told goes away with it")
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable long id, @RequestParam(defaultValue = "false") boolean erase) {
        connections.remove(state(id).id(), erase);
    }

    /** @param owner email address of a user */
    record Owner(String owner) {}

    @Operation(summary = "Gives a mailbox, and what it tells, to another user")
    @PutMapping("/{id}/owner")
    MailboxItem give(@PathVariable long id, @RequestBody Owner to) {
        if (!connections.give(state(id).id(), to.owner())) {
            throw new BadRequest("There is no user " + to.owner() + ".");
        }
        return items.of(state(id));
    }

    @Operation(summary = "Reads a mailbox now instead of at its next turn")
    @PostMapping("/{id}/sync")
    @ResponseStatus(HttpStatus.ACCEPTED)
    MailboxItem sync(@PathVariable long id) {
        connections.readNow(state(id).id());
        return items.of(state(id));
    }

    @Operation(summary = "Counts what the ledger has of each day and what became of it; latest day first", description = "seen = captured + excluded + quarantined. What the provider has of the same days, and what of it is missing, tells .../days.")
    @GetMapping("/{id}/ledger")
    Slice<LedgerDay> ledger(@PathVariable long id, @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable Integer limit) {
        int size = Slice.limit(limit);
        return Slice.of(ledger.days(state(id).id(), day(after), size + 1), size, d -> d, d -> d.day().toString());
    }

    static LocalDate day(@Nullable String after) {
        try {
            return after == null || after.isBlank() ? LocalDate.of(9999, 1, 1) : LocalDate.parse(after);
        } catch (DateTimeParseException wrong) {
            throw new BadRequest("after must be a day like 2027-01-31");
        }
    }

    private MailboxState state(long id) {
        return mailboxes.find(new MailboxId(id)).orElseThrow(() -> new NotFound("There is no mailbox " + id + "."));
    }
}
