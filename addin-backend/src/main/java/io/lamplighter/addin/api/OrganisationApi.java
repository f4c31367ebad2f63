// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.api;

import io.lamplighter.addin.batch.BatchDesk;
import io.lamplighter.addin.batch.Standing;
import io.lamplighter.addin.oauth.LettingIn;
import io.lamplighter.addin.oauth.Organisation;
import io.lamplighter.addin.oauth.OrganisationDesk;
import io.lamplighter.addin.oauth.OrganisationMailboxes;
import io.lamplighter.addin.security.CurrentUser;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.security.Principal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Organisations whose administrator let us in, and their mailboxes. */
@RestController
@RequestMapping("/api/organisations")
@Tag(name = "Organisations", description = "Mailboxes by an administrator’s consent or a service account")
class OrganisationApi {

    private final OrganisationDesk desk;
    private final LettingIn lettingIn;
    private final OrganisationMailboxes opened;
    private final BatchDesk batches;
    private final CurrentUser current;

    OrganisationApi(OrganisationDesk desk, LettingIn lettingIn, OrganisationMailboxes opened, BatchDesk batches,
            CurrentUser current) {
        this.desk = desk;
        this.lettingIn = lettingIn;
        this.opened = opened;
        this.batches = batches;
        this.current = current;
    }

    /** @param keyId which key of the service account is in use; the key itself is never given */
    record Item(long id, String provider, String name, String outsideId, List<String> domains, boolean limited,
            @Nullable String account, @Nullable String keyId, Instant connectedAt, long mailboxes) {}

    private Item item(Organisation o) {
        return new Item(o.id(), o.provider(), o.name(), o.outsideId(), o.domains(), o.limited(),
                o.account().isEmpty() ? null : o.account(), o.keyId().isEmpty() ? null : o.keyId(), o.connectedAt(),
                desk.mailboxes(o));
    }

    /** @param items all of them; there are few */
    record Items(List<Item> items) {}

    @Operation(summary = "Lists the organisations that let us in")
    @GetMapping
    Items all() {
        return new Items(desk.all().stream().map(this::item).toList());
    }

    /**
     * A service account.
     *
     * @param key the file as the Google Cloud console gives it, as JSON in JSON
     * @param administrator in whose name people are listed; addresses are given where it is absent
     * @param former id of the organisation whose service account this one replaces
     */
    record KeyRequest(@Nullable String domain, @Nullable JsonNode key, @Nullable String administrator,
            @Nullable Long former) {

        /** Without the key. */
        @Override
        public String toString() {
            return "KeyRequest[" + domain + "]";
        }
    }

    @Operation(summary = "Keeps the key of a Google service account, sealed; a newer one replaces the older")
    @PostMapping("/google")
    @ResponseStatus(HttpStatus.CREATED)
    Item keep(@RequestBody KeyRequest request) {
        if (request.domain() == null || request.key() == null) {
            throw new BadRequest("domain and key are needed");
        }
        return item(lettingIn.keep(request.key().toString(), request.domain(),
                request.administrator() == null ? "" : request.administrator(),
                Optional.ofNullable(request.former()).map(this::find)));
    }

    @Operation(summary = "Tells what a Microsoft organisation has not granted, and what does not work without it")
    @GetMapping("/{id}/missing")
    List<String> missing(@PathVariable long id) {
        return desk.missing(microsoft(id));
    }

    @Operation(summary = "Lists people of an organisation by name or the beginning of their address")
    @GetMapping("/{id}/people")
    Slice<OrganisationDesk.Person> people(@PathVariable long id, @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String after) {
        Organisation organisation = find(id);
        if (!desk.lists(organisation)) {
            throw new BadRequest("no administrator was named in whose name people could be listed; give addresses");
        }
        OrganisationDesk.People page = desk.people(organisation, q, after);
        return new Slice<>(page.people(), page.next().isEmpty() ? null : page.next());
    }

    private Organisation microsoft(long id) {
        Organisation organisation = find(id);
        if (!organisation.isMicrosoft()) {
            throw new BadRequest("this is about Microsoft organisations");
        }
        return organisation;
    }

    record TestRequest(@Nullable String address) {}

    /** @param address the primary one, where an alias was asked for */
    record TestResult(boolean works, String address, String name) {}

    @Operation(summary = "Tries whether one mailbox can be read, without storing anything")
    @PostMapping("/{id}/test")
    TestResult test(@PathVariable long id, @RequestBody TestRequest request) {
        if (request.address() == null || request.address().indexOf('@') < 1) {
            throw new BadRequest("address must be an email address");
        }
        OrganisationMailboxes.Account account = opened.test(find(id), new OrganisationMailboxes.Wanted(
                request.address().strip(), Instant.EPOCH, true, true));
        return new TestResult(true, account.address(), account.name());
    }

    /**
     * Whose mailboxes are read.
     *
     * @param days how far back; 90 when absent, 0 for everything
     * @param calendar and {@code transcripts}: yes, when absent
     */
    record Chosen(@Nullable List<String> addresses, @Nullable Integer days, @Nullable Boolean calendar,
            @Nullable Boolean transcripts) {}

    @Operation(summary = "Connects mailboxes of an organisation; ask at the address in `Location` how far it is")
    @PostMapping("/{id}/mailboxes")
    ResponseEntity<Standing> connect(@PathVariable long id, @RequestBody Chosen chosen, Principal principal) {
        return BatchApi.begun(batches.begin(find(id), chosen.addresses() == null ? List.of() : chosen.addresses(),
                new BatchDesk.How(chosen.days() == null ? 90 : chosen.days(),
                        !Boolean.FALSE.equals(chosen.calendar()), !Boolean.FALSE.equals(chosen.transcripts())),
                current.of(principal).id()));
    }

    /** @param mailboxes how many */
    record TriedAgain(int mailboxes) {}

    @Operation(summary = "Has those mailboxes of an organisation tried again that cannot be read, after it let us in again")
    @PostMapping("/{id}/again")
    TriedAgain again(@PathVariable long id) {
        return new TriedAgain(desk.goOn(find(id)));
    }

    @Operation(summary = "Forgets an organisation by whose right no mailbox is read any more")
    @DeleteMapping("/{id}")
    ResponseEntity<Void> remove(@PathVariable long id) {
        if (!desk.remove(find(id))) {
            throw new BadRequest("mailboxes are read by its right; remove them first");
        }
        return ResponseEntity.noContent().build();
    }

    private Organisation find(long id) {
        return desk.find(id).orElseThrow(() -> new NotFound("There is no organisation " + id + "."));
    }
}
