// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.mime;

import io.lamplighter.ingest.Attachment;
import io.lamplighter.ingest.Participant;
import io.lamplighter.ingest.Participant.Role;
import io.lamplighter.ingest.ThreadRefs;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A mail, taken apart. Whatever the octets are, there is a message: what is missing reads as empty, what is odd becomes
 * a warning.
 */
public final class Message {
    private static final int LONGEST_SUBJECT = 20_000;

    private final Part root;
    private final String subject;
    private final List<Participant> participants;
    private final Contents contents;
    private final Warnings warnings;

    private Message(Part root, Warnings warnings) {
        this.root = root;
        this.warnings = warnings;
        this.contents = new Contents(root, warnings);
        String subject = root.headers().raw("subject");
        this.subject = HeaderText.decoded(subject.substring(0, Math.min(subject.length(), LONGEST_SUBJECT)));
        this.participants = everybody();
    }

    public static Message read(byte[] mime) {
        Warnings warnings = new Warnings();
        return new Message(root(mime, warnings), warnings);
    }

    static Part root(byte[] mime, Warnings warnings) {
        return new PartReader(withLineFeeds(mime), warnings).read();
    }

    /** Files that passed an old Macintosh end lines with CR alone. */
    static byte[] withLineFeeds(byte[] mime) {
        boolean cr = false;
        for (byte b : mime) {
            if (b == '\n') {
                return mime;
            }
            cr |= b == '\r';
        }
        return cr
                ? new String(mime, StandardCharsets.ISO_8859_1).replace('\r', '\n')
                        .getBytes(StandardCharsets.ISO_8859_1)
                : mime;
    }

    public Part root() {
        return root;
    }

    public Headers headers() {
        return root.headers();
    }

    /** Decoded, white space folded. */
    public String subject() {
        return subject;
    }

    /** What the sender claims; empty where the field is missing or unreadable. */
    public Optional<Instant> sentAt() {
        String date = headers().raw("date");
        Optional<Instant> sent = DateText.parse(date);
        if (sent.isEmpty()) {
            warnings.add(date.isEmpty() ? "no Date" : "Date is unreadable");
        }
        return sent;
    }

    public ThreadRefs thread() {
        ThreadRefs thread = MessageIds.read(headers());
        if (thread.messageId().isEmpty()) {
            warnings.add("no Message-ID");
        }
        return thread;
    }

    /** Everybody named, by role, in the order of the fields. */
    public List<Participant> participants() {
        return participants;
    }

    private List<Participant> everybody() {
        List<Participant> all = new ArrayList<>(4);
        add(all, "from", Role.FROM);
        add(all, "sender", Role.SENDER);
        add(all, "reply-to", Role.REPLY_TO);
        add(all, "to", Role.TO);
        add(all, "cc", Role.CC);
        add(all, "bcc", Role.BCC);
        if (all.stream().noneMatch(Message::isAuthor)) {
            substituteSender(all);
        }
        return List.copyOf(all);
    }

    private static boolean isAuthor(Participant participant) {
        return (participant.role() == Role.FROM || participant.role() == Role.SENDER)
                && !participant.address().isEmpty();
    }

    /** Without From and Sender, whoever else the header names as the origin. */
    private void substituteSender(List<Participant> all) {
        for (String field : List.of("resent-from", "x-original-from", "reply-to", "x-sender", "return-path")) {
            List<Participant> named = AddressList.parse(headers().raw(field), Role.SENDER);
            if (!named.isEmpty() && !named.getFirst().address().isEmpty()) {
                warnings.add("no From, sender taken from " + field);
                all.add(named.getFirst());
                return;
            }
        }
        warnings.add("no sender is named");
    }

    private void add(List<Participant> all, String field, Role role) {
        for (String value : headers().allRaw(field)) {
            all.addAll(AddressList.parse(value, role));
        }
    }

    public List<Section> sections() {
        return contents.sections();
    }

    public List<Attachment> attachments() {
        return List.copyOf(contents.attachments());
    }

    /** What was odd in whatever was read until now. */
    public List<String> warnings() {
        return warnings.all();
    }
}
