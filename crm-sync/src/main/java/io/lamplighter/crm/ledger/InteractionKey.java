// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.ledger;

import io.lamplighter.crm.sql.Digest;
import io.lamplighter.ingest.Interaction;
import io.lamplighter.ingest.Participant;
import java.time.ZoneOffset;
import java.util.UUID;

/**
 * What makes copies of one interaction in several mailboxes the same row.
 *
 * <p>Message-ID alone will not do: broken senders reuse it, and some mail has none. So it is joined with the author and the
 * time the author claims, which travel unchanged with every copy. Without a Message-ID subject and content stand in for it.
 */
final class InteractionKey {

    /** Fingerprints of alike texts differ in few bits; of unrelated texts in about 32. */
    private static final int UNLIKE = 20;

    private InteractionKey() {}

    static UUID of(Interaction interaction, long fingerprint) {
        String author = interaction.author().map(Participant::key).orElse("");
        String sent = interaction.sentAt().map(at -> Long.toString(at.getEpochSecond())).orElse("");
        String id = interaction.thread().messageId();
        if (!id.isEmpty()) {
            return Digest.of("id", id, author, sent);
        }
        String when = sent.isEmpty()
                ? interaction.occurredAt().atOffset(ZoneOffset.UTC).toLocalDate().toString()
                : sent;
        return Digest.of("content", author, when, interaction.subject(), Long.toHexString(fingerprint));
    }

    /** The key for a message whose Message-ID, author and time are taken by one with other content. */
    static UUID apart(UUID taken, long fingerprint) {
        return Digest.of("apart", taken.toString(), Long.toHexString(fingerprint));
    }

    /** Whether two messages that claim the same identity are different ones. Too short to tell counts as the same. */
    static boolean differ(long one, long other) {
        return one != 0 && other != 0 && Long.bitCount(one ^ other) > UNLIKE;
    }
}
