// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.origin;

import io.lamplighter.ingest.Origin;
import io.lamplighter.ingest.Origin.Kind;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Mail that went to many, or comes from an address nobody reads. */
final class BulkMail {
    private static final List<String> LIST_FIELDS = List.of("list-id", "list-post", "x-mailing-list", "feedback-id",
            "x-campaign", "x-campaignid", "x-campaign-id", "x-mailchimp-campaign-id", "x-mc-user", "x-cmail-messageid",
            "x-sfmc-stack", "x-marketo-campaign", "x-mktarchive", "x-newsletter", "x-bulkmail", "x-list-unsubscribe",
            "x-csa-complaints", "x-mailer-recptid", "x-acymailing", "x-mailjet-campaign", "x-sib-id");
    private static final Set<String> PRECEDENCES = Set.of("bulk", "list", "junk");
    private static final List<String> NOBODY = List.of("noreply", "no-reply", "no_reply", "no.reply", "donotreply",
            "do-not-reply", "do_not_reply", "do.not.reply", "dontreply", "nicht-antworten", "nichtantworten",
            "nepasrepondre", "ne-pas-repondre", "noresponder", "no-responder", "naoresponda", "nao-responda",
            "noresponse", "no-response");

    private BulkMail() {}

    static @Nullable Origin judge(Evidence evidence) {
        for (String name : LIST_FIELDS) {
            if (evidence.has(name)) {
                return new Origin(Kind.BULK, name);
            }
        }
        if (PRECEDENCES.contains(evidence.field("precedence"))) {
            return new Origin(Kind.BULK, "Precedence: " + evidence.field("precedence"));
        }
        if (isNobody(evidence.senderLocal())) {
            return new Origin(Kind.BULK, "sender takes no answers");
        }
        // Sales tools put it on letters from one person to another: an answer is such a letter.
        if (evidence.has("list-unsubscribe") && !evidence.isAnswer()) {
            return new Origin(Kind.BULK, "List-Unsubscribe");
        }
        return null;
    }

    private static boolean isNobody(String local) {
        for (String name : NOBODY) {
            if (local.equals(name) || local.startsWith(name) || local.endsWith(name)) {
                return true;
            }
        }
        return false;
    }
}
