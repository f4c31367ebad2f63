// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.origin;

import io.lamplighter.ingest.Origin;
import io.lamplighter.ingest.Text;
import io.lamplighter.ingest.mime.Message;
import org.jspecify.annotations.Nullable;

/**
 * Decides who composed a message: a person, or a machine of which sort. In doubt a person: a machine taken for a person
 * is noise, a person taken for a machine is a customer not heard.
 */
public final class OriginReader {
    private OriginReader() {}

    /** @param text the message's own words; what it quotes says nothing about who wrote it */
    public static Origin judge(Message message, Text text) {
        Evidence evidence = new Evidence(message, text);
        Origin found = firstOf(evidence);
        return found == null ? Origin.person() : found;
    }

    private static @Nullable Origin firstOf(Evidence evidence) {
        Origin origin = Reports.judge(evidence);
        if (origin == null) {
            origin = Meetings.judge(evidence);
        }
        if (origin == null) {
            origin = Bounces.judge(evidence);
        }
        if (origin == null) {
            origin = AutoReplies.judge(evidence);
        }
        return origin == null ? BulkMail.judge(evidence) : origin;
    }
}
