// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.upload;

import io.lamplighter.crm.OpportunityId;
import io.lamplighter.crm.sql.Digest;
import io.lamplighter.ingest.Interaction;
import java.util.UUID;

/** What makes two uploads the same: the deal and the words, not the name or format of the file. */
final class UploadKey {

    private UploadKey() {}

    static UUID of(OpportunityId deal, Interaction.Kind kind, String when, String words) {
        return Digest.of("upload", deal.toString(), kind.name(), when, words.replaceAll("\\s+", " "));
    }
}
