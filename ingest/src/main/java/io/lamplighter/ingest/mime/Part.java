// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.mime;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One node of a message: a header block, and either further parts or a body. Holds offsets, copies nothing. */
public final class Part {
    /** Longer text is nobody's letter; what follows is not read. */
    static final int TEXT_LIMIT = 1 << 20;

    private final byte[] bytes;
    private final Headers headers;
    private final int bodyEnd;
    private final ContentField type;
    private final ContentField disposition;
    private final TransferEncoding encoding;
    private final List<Part> children;
    private @Nullable String text;

    Part(byte[] bytes, Headers headers, int bodyEnd, ContentField type, List<Part> children) {
        this.bytes = bytes;
        this.headers = headers;
        this.bodyEnd = Math.max(bodyEnd, headers.bodyStart());
        this.type = type;
        this.children = children;
        this.disposition = ContentField.parse(headers.raw("content-disposition"));
        this.encoding = TransferEncoding.of(headers.raw("content-transfer-encoding"));
    }

    public Headers headers() {
        return headers;
    }

    /** The media type, lower case, without parameters. */
    public String type() {
        return type.value();
    }

    /** A parameter of the media type in lower case, empty where there is none. */
    public String typeParameter(String name) {
        return type.token(name);
    }

    /** Empty for everything but a multipart. */
    public List<Part> children() {
        return children;
    }

    public boolean isMultipart() {
        return !children.isEmpty();
    }

    public boolean isText() {
        return type.startsWith("text/");
    }

    /** Whether it is a message of its own, forwarded or returned. */
    public boolean isMessage() {
        return type.is("message/rfc822") || type.is("message/global") || type.is("message/news");
    }

    boolean isAttached() {
        return disposition.is("attachment");
    }

    /** As the sender named it, decoded; empty where it has no name. */
    public String name() {
        String name = disposition.parameter("filename");
        if (name == null || name.isBlank()) {
            name = disposition.parameter("name");
        }
        if (name == null || name.isBlank()) {
            name = type.parameter("name");
        }
        if (name == null || name.isBlank()) {
            name = type.parameter("filename");
        }
        return name == null ? "" : HeaderText.folded(name);
    }

    /** Octets once the transfer encoding is undone. For a body that was left out, what the marker says. */
    public long size() {
        long omitted = Omitted.size(this);
        return omitted >= 0 ? omitted : encoding.decodedSize(bytes, bodyStart(), bodyEnd);
    }

    /** The body as text, at most {@link #TEXT_LIMIT} octets of it, with {@code \n} line ends. */
    public String text() {
        if (text == null) {
            text = PartText.of(bytes, bodyStart(), textEnd(), encoding, charset(), type.is("text/html"));
        }
        return text;
    }

    /** What is to be read of {@link #text()}: without the files that travel inside it, and without a signature around it. */
    public String words() {
        String all = text();
        if (type.is("text/html")) {
            return all;
        }
        String words = all.contains("begin ") ? Uuencode.without(all) : all;
        return words.contains("-----BEGIN PGP SIGNED") ? ClearSigned.words(words) : words;
    }

    /** The header block of the message inside; null where it is encoded or there is none. */
    public @Nullable Headers embeddedHeaders() {
        return isMessage() && encoding != TransferEncoding.BASE64 && bodyEnd > bodyStart()
                ? Headers.read(bytes, bodyStart(), bodyEnd)
                : null;
    }

    /** The body with its transfer encoding undone. */
    byte[] content() {
        return encoding.decode(bytes, bodyStart(), bodyEnd);
    }

    byte[] bytes() {
        return bytes;
    }

    int bodyStart() {
        return headers.bodyStart();
    }

    int bodyEnd() {
        return bodyEnd;
    }

    int textEnd() {
        return Math.min(bodyEnd, bodyStart() + TEXT_LIMIT);
    }

    @Nullable
    String charset() {
        return type.parameter("charset");
    }
}
