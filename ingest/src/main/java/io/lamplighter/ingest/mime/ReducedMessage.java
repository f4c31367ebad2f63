// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.mime;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A message without the files that came with it: every header, every text to be read, every calendar and report stays.
 *
 * <p>Where a body was taken out its part says how long it was ({@code X-Lamplighter-Omitted: 48213}). Reading the reduced
 * message gives what reading the whole one gave; reducing it again changes nothing.
 */
public final class ReducedMessage {
    private static final Set<String> KEPT = Set.of("message/delivery-status", "message/global-delivery-status",
            "message/disposition-notification", "message/global-disposition-notification",
            "message/feedback-report", "message/global-headers");

    /** @param insertAt where the mark goes; {@code from} to {@code to} goes away */
    private record Cut(int insertAt, int from, int to, String mark) {}

    private final byte[] mime;
    private final List<Cut> cuts = new ArrayList<>(2);

    private ReducedMessage(byte[] mime) {
        this.mime = mime;
    }

    /** @return the same array where there is nothing to take out */
    public static byte[] of(byte[] mime) {
        return of(Message.read(mime));
    }

    /** As {@link #of(byte[])}, for a message that was read already. */
    public static byte[] of(Message message) {
        ReducedMessage reduced = new ReducedMessage(message.root().bytes());
        reduced.visit(message.root());
        return reduced.cuts.isEmpty() ? reduced.mime : reduced.assembled();
    }

    private void visit(Part part) {
        if (part.isMultipart()) {
            part.children().forEach(this::visit);
            return;
        }
        int from = keptUpTo(part);
        if (from < part.bodyEnd()) {
            cuts.add(new Cut(part.headers().end(), from, part.bodyEnd(), Omitted.mark(part)));
        }
    }

    private static int keptUpTo(Part part) {
        if (part.isText() && (!part.isAttached() || part.type().equals("text/calendar"))
                || KEPT.contains(part.type()) || Wrapped.isOpen(part) || part.type().equals("application/ics")) {
            return part.textEnd();
        }
        Headers embedded = part.embeddedHeaders();
        return embedded == null ? part.bodyStart() : embedded.bodyStart();
    }

    private byte[] assembled() {
        ByteArrayOutputStream out = new ByteArrayOutputStream(mime.length - removed() + cuts.size() * 40);
        int at = 0;
        for (Cut cut : cuts) {
            out.write(mime, at, cut.insertAt - at);
            out.writeBytes(cut.mark.getBytes(StandardCharsets.US_ASCII));
            out.write(mime, cut.insertAt, cut.from - cut.insertAt);
            at = cut.to;
        }
        out.write(mime, at, mime.length - at);
        return out.toByteArray();
    }

    private int removed() {
        return cuts.stream().mapToInt(cut -> cut.to - cut.from).sum();
    }
}
