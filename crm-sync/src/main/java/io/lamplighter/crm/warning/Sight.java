// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.warning;

import io.lamplighter.crm.OpportunityId;
import io.lamplighter.crm.UserId;
import io.lamplighter.crm.mailbox.MailboxState;
import io.lamplighter.crm.warning.OpenDeal.Blindness;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What we are able to see: joins the health of mailboxes to the deals they would tell about. */
final class Sight {

    private final Map<UserId, MailboxState> blindByOwner;
    private final Map<OpportunityId, MailboxState> witnessedByBlind;

    /**
     * @param blind the mailboxes that cannot be read now; of several of one owner the first is named
     * @param witnessedByBlind deals that were lately seen in one of them
     */
    Sight(List<MailboxState> blind, Map<OpportunityId, MailboxState> witnessedByBlind) {
        this.blindByOwner = blind.stream()
                .collect(Collectors.toMap(MailboxState::owner, Function.identity(), (first, other) -> first));
        this.witnessedByBlind = witnessedByBlind;
    }

    /** Whose deal it is, and whether we have heard from them at all. */
    record Owner(UserId id, String name, boolean isConnected, boolean isImporting) {}

    Optional<Blindness> blindness(OpportunityId deal, Owner owner) {
        Optional<MailboxState> blind = Optional.ofNullable(blindByOwner.get(owner.id()))
                .or(() -> Optional.ofNullable(witnessedByBlind.get(deal)));
        if (blind.isPresent()) {
            MailboxState mailbox = blind.get();
            return Optional.of(new Blindness(
                    mailbox.failingSince().isPresent()
                            ? Blindness.Cause.MAILBOX_FAILING
                            : Blindness.Cause.MAILBOX_PAUSED,
                    mailbox.ownerName(), mailbox.lastSuccessAt().or(mailbox::failingSince)));
        }
        if (!owner.isConnected()) {
            return Optional.of(new Blindness(Blindness.Cause.NO_MAILBOX, owner.name(), Optional.empty()));
        }
        return owner.isImporting()
                ? Optional.of(new Blindness(Blindness.Cause.STILL_IMPORTING, owner.name(), Optional.empty()))
                : Optional.empty();
    }
}
