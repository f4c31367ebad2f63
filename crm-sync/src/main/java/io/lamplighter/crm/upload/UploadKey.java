// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.upload;

import io.lamplighter.crm.OpportunityId;
import io.lamplighter.ingest.Interaction;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.UUID;

/** What makes two uploads the same: the deal and the words, not the name or format of the file. */
final class UploadKey {

    private UploadKey() {}

    static UUID of(OpportunityId deal, Interaction.Kind kind, String when, String words) {
        MessageDigest digest = sha256();
        for (String part : List.of("upload", deal.toString(), kind.name(), when, words.replaceAll("\\s+", " "))) {
            digest.update(part.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
        }
        ByteBuffer bytes = ByteBuffer.wrap(digest.digest());
        return new UUID(bytes.getLong(), bytes.getLong());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
