// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.match;

import io.lamplighter.crm.AccountId;
import io.lamplighter.crm.ContactId;
import io.lamplighter.crm.OpportunityId;
import io.lamplighter.ingest.Participant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the CRM knows about the people, companies and threads of one page.
 *
 * @param contacts by lower-case address
 * @param accounts by domain, freemail domains left out
 * @param deals of all accounts that come into question
 * @param threads by message id and by thread root: where other messages of the thread were put
 */
record Known(Map<String, Person> contacts, Map<String, AccountId> accounts, Map<AccountId, List<Deal>> deals,
        Map<String, List<Filed>> threads) {

    /** A contact and the company it belongs to, if any. */
    record Person(ContactId contact, Optional<AccountId> account) {}

    /** Where a message was put. */
    record Filed(AccountId account, Optional<OpportunityId> opportunity) {}

    Optional<Person> person(Participant participant) {
        return Optional.ofNullable(contacts.get(participant.key()));
    }

    Optional<AccountId> account(Participant participant) {
        return person(participant).flatMap(Person::account).or(() -> byDomain(participant.domain()));
    }

    private Optional<AccountId> byDomain(String domain) {
        for (String rest = domain; rest.contains("."); rest = rest.substring(rest.indexOf('.') + 1)) {
            AccountId account = accounts.get(rest);
            if (account != null) {
                return Optional.of(account);
            }
        }
        return Optional.empty();
    }

    List<Deal> deals(AccountId account) {
        return deals.getOrDefault(account, List.of());
    }
}
