// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.api;

import io.lamplighter.addin.security.CurrentUser;
import io.lamplighter.crm.AccountId;
import io.lamplighter.crm.directory.Accounts;
import io.lamplighter.crm.directory.Contacts;
import io.lamplighter.crm.opportunity.Opportunities;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.math.BigDecimal;
import java.security.Principal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Accounts, contacts and opportunities, as lists. */
@RestController
@Tag(name = "CRM", description = "Accounts, contacts and opportunities")
class CrmApi {

    private final Accounts accounts;
    private final Contacts contacts;
    private final Opportunities opportunities;
    private final CurrentUser current;

    CrmApi(Accounts accounts, Contacts contacts, Opportunities opportunities, CurrentUser current) {
        this.accounts = accounts;
        this.contacts = contacts;
        this.opportunities = opportunities;
        this.current = current;
    }

    record AccountItem(long id, String name, List<String> domains) {}

    @Operation(summary = "Lists accounts in the order in which they were added")
    @GetMapping("/api/accounts")
    Slice<AccountItem> accounts(@RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable Integer limit) {
        int size = Slice.limit(limit);
        return Slice.of(accounts.page(Slice.key(after, 0), size + 1), size,
                a -> new AccountItem(a.id().value(), a.name(), a.domains()), a -> a.id().toString());
    }

    record ContactItem(long id, String name, List<String> addresses, @Nullable Long accountId, String account) {}

    @Operation(summary = "Lists contacts in the order in which they were added")
    @GetMapping("/api/contacts")
    Slice<ContactItem> contacts(@RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable Integer limit) {
        int size = Slice.limit(limit);
        return Slice.of(contacts.page(Slice.key(after, 0), size + 1), size,
                c -> new ContactItem(c.id().value(), c.name(), c.addresses(),
                        c.account().map(AccountId::value).orElse(null), c.accountName()),
                c -> c.id().toString());
    }

    record OpportunityItem(long id, String name, long accountId, String account, String owner, String ownerEmail,
            String stage, String outcome, BigDecimal amount, String currency, @Nullable LocalDate closeDate) {}

    @Operation(summary = "Lists opportunities in the order in which they were added; a rep sees the own ones")
    @GetMapping("/api/opportunities")
    Slice<OpportunityItem> opportunities(Principal principal, @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable Integer limit) {
        int size = Slice.limit(limit);
        return Slice.of(opportunities.page(current.mayOnlyList(principal), Slice.key(after, 0), size + 1), size,
                o -> new OpportunityItem(o.id().value(), o.name(), o.account().value(), o.accountName(), o.ownerName(),
                        o.ownerEmail(), o.stage(), o.outcome(), o.amount(), o.currency(), o.closes().orElse(null)),
                o -> o.id().toString());
    }
}
