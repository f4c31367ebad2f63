// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.warning;

import io.lamplighter.crm.OpportunityId;
import io.lamplighter.crm.UserId;
import io.lamplighter.crm.mailbox.MailboxState;
import io.lamplighter.crm.warning.OpenDeal.Blindness;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What we are able to see: joins the health of mailboxes to the deals they would tell about. */
final class Sight {

    private final Map<UserId, List<MailboxState>> byOwner;
    private final Map<OpportunityId, MailboxState> witnessedByBlind;

    /** @param witnessedByBlind deals that were lately seen in a mailbox which cannot be read now */
    Sight(List<MailboxState> mailboxes, Map<OpportunityId, MailboxState> witnessedByBlind) {
        this.byOwner = mailboxes.stream().collect(Collectors.groupingBy(MailboxState::owner));
        this.witnessedByBlind = witnessedByBlind;
    }

    Optional<Blindness> blindness(OpportunityId deal, UserId owner, String ownerName) {
        List<MailboxState> own = byOwner.getOrDefault(owner, List.of());
        Optional<MailboxState> blind = own.stream().filter(m -> m.blindSince().isPresent()).findFirst()
                .or(() -> Optional.ofNullable(witnessedByBlind.get(deal)));
        if (blind.isPresent()) {
            MailboxState mailbox = blind.get();
            return Optional.of(new Blindness(
                    mailbox.failingSince().isPresent()
                            ? Blindness.Cause.MAILBOX_FAILING
                            : Blindness.Cause.MAILBOX_PAUSED,
                    mailbox.ownerName(), mailbox.lastSuccessAt().or(mailbox::failingSince)));
        }
        if (own.isEmpty()) {
            return Optional.of(new Blindness(Blindness.Cause.NO_MAILBOX, ownerName, Optional.empty()));
        }
        return own.stream().filter(MailboxState::isImporting).findFirst()
                .map(m -> new Blindness(Blindness.Cause.STILL_IMPORTING, m.ownerName(), Optional.empty()));
    }
}
