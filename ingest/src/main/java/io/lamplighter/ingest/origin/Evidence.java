// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.origin;

import io.lamplighter.ingest.Participant;
import io.lamplighter.ingest.Text;
import io.lamplighter.ingest.mime.Headers;
import io.lamplighter.ingest.mime.Message;
import io.lamplighter.ingest.mime.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the judges look at, read once. */
final class Evidence {
    private static final int OPENING_WORDS = 1_500;

    private final Message message;
    private final Headers headers;
    private final Text text;
    private final String subject;
    private final String opening;
    private final String sender;
    private final String senderName;
    private final List<Part> parts = new ArrayList<>(4);

    Evidence(Message message, Text text) {
        this.message = message;
        this.headers = message.headers();
        this.text = text;
        this.subject = message.subject().toLowerCase(Locale.ROOT);
        Participant author = author(message);
        this.sender = author == null ? "" : author.key();
        this.senderName = author == null ? "" : author.name().toLowerCase(Locale.ROOT);
        String fresh = text.fresh();
        this.opening = fresh.substring(0, Math.min(fresh.length(), OPENING_WORDS)).toLowerCase(Locale.ROOT);
        collect(message.root());
    }

    private static @Nullable Participant author(Message message) {
        for (Participant participant : message.participants()) {
            if (participant.role() == Participant.Role.FROM) {
                return participant;
            }
        }
        return null;
    }

    private void collect(Part part) {
        parts.add(part);
        part.children().forEach(this::collect);
    }

    Message message() {
        return message;
    }

    Headers headers() {
        return headers;
    }

    /** The field in lower case, empty where it is missing. */
    String field(String name) {
        String raw = headers.raw(name);
        return raw.isEmpty() ? raw : raw.strip().toLowerCase(Locale.ROOT);
    }

    boolean has(String name) {
        return headers.has(name);
    }

    /** Lower case. */
    String subject() {
        return subject;
    }

    /** The author's address in lower case. */
    String sender() {
        return sender;
    }

    /** The author's display name in lower case. */
    String senderName() {
        return senderName;
    }

    String senderLocal() {
        int at = sender.indexOf('@');
        return at < 0 ? sender : sender.substring(0, at);
    }

    List<Part> parts() {
        return parts;
    }

    boolean hasPart(String type) {
        for (Part part : parts) {
            if (part.type().equals(type)) {
                return true;
            }
        }
        return false;
    }

    String fresh() {
        return text.fresh();
    }

    /** The first words in lower case. */
    String opening() {
        return opening;
    }

    boolean isAnswer() {
        return has("in-reply-to") || has("references");
    }

    /** RFC 5321 §4.5.5: notices are sent with an empty return path, so that they cannot be answered. */
    boolean hasEmptyReturnPath() {
        return has("return-path") && headers.raw("return-path").replace(" ", "").equals("<>");
    }
}
