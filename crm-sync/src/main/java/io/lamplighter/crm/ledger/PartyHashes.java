// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.ledger;

import io.lamplighter.ingest.Interaction;
import io.lamplighter.ingest.Participant;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Who took part in a message we did not keep, as keyed hashes: enough to find it again when one of them becomes a contact,
 * not enough to read who it was.
 */
public final class PartyHashes {

    private final SecretKeySpec key;

    PartyHashes(String salt) {
        this.key = new SecretKeySpec(salt.getBytes(StandardCharsets.UTF_8), "HmacSHA256");
    }

    /** The hashes of every address and of every domain on the message. */
    List<Long> of(Interaction interaction) {
        Set<Long> hashes = new HashSet<>();
        for (Participant participant : interaction.participants()) {
            if (!participant.address().isEmpty()) {
                hashes.add(ofAddress(participant.address()));
                hashes.add(ofDomain(participant.domain()));
            }
        }
        return hashes.stream().sorted().toList();
    }

    long ofAddress(String address) {
        return hash(address.toLowerCase(Locale.ROOT));
    }

    long ofDomain(String domain) {
        return hash("@" + domain.toLowerCase(Locale.ROOT));
    }

    /** Where a meeting is joined: not a party, but told from them by its mark. */
    long ofPlace(String link) {
        return hash("meeting:" + link);
    }

    private long hash(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return ByteBuffer.wrap(mac.doFinal(text.getBytes(StandardCharsets.UTF_8))).getLong();
        } catch (GeneralSecurityException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
