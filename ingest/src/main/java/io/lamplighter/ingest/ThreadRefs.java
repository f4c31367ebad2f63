// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest;

import java.util.List;
import java.util.Objects;

/**
 * How a message names itself and what it answers (RFC 5322 §3.6.4, RFC 5256 §2.2).
 *
 * @param messageId without angle brackets and with quoting normalised; empty where the message has none
 * @param references the messages it follows, oldest first, the one it answers last; empty for the first of a thread
 */
public record ThreadRefs(String messageId, List<String> references) {

    public ThreadRefs {
        Objects.requireNonNull(messageId, "messageId");
        references = List.copyOf(references);
    }

    /** The id all messages of a thread share: the oldest one named, else the message's own; may be empty. */
    public String root() {
        return references.isEmpty() ? messageId : references.getFirst();
    }

    public boolean isReply() {
        return !references.isEmpty();
    }
}
