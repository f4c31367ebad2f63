// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.mime;

import io.lamplighter.ingest.Attachment;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Sorts the parts of a message into what is to be read and what came with it. */
final class Contents {
    private static final Set<String> READABLE = Set.of("text/plain", "text/html", "text/enriched", "text/richtext",
            "text/x-plain", "text/markdown");
    /** Parts of a report, a signature or a resource fork: they are no files to people. */
    private static final Set<String> SILENT = Set.of("message/delivery-status", "message/global-delivery-status",
            "message/disposition-notification", "message/global-disposition-notification",
            "message/feedback-report", "text/rfc822-headers", "message/global-headers", "application/applefile",
            "application/pgp-encrypted", "text/x-amp-html", "text/watch-html");

    private static final int MOST_WRAPS = 3;

    private final List<Attachment> attachments = new ArrayList<>(2);
    private final List<Section> sections = new ArrayList<>(1);
    private final Warnings warnings;
    private int wraps;

    Contents(Part root, Warnings warnings) {
        this.warnings = warnings;
        sections.addAll(sections(root, true));
    }

    List<Attachment> attachments() {
        return attachments;
    }

    List<Section> sections() {
        return sections;
    }

    /** @param opening whether nothing readable stands before the part */
    private List<Section> sections(Part part, boolean opening) {
        if (!part.isMultipart()) {
            return leaf(part, opening);
        }
        return switch (part.type()) {
            case "multipart/alternative" -> alternative(part, opening);
            case "multipart/report" -> report(part, opening);
            default -> sequence(part, opening);
        };
    }

    private List<Section> sequence(Part part, boolean opening) {
        if (part.type().equals("multipart/encrypted")) {
            warnings.add("encrypted (PGP)");
        }
        List<Section> all = new ArrayList<>(2);
        for (Part child : part.children()) {
            all.addAll(sections(child, opening && all.isEmpty()));
        }
        return all;
    }

    private List<Section> alternative(Part part, boolean opening) {
        List<Part> plain = new ArrayList<>(1);
        List<Part> html = new ArrayList<>(1);
        for (Part child : part.children()) {
            List<Section> forms = sections(child, opening && plain.isEmpty() && html.isEmpty());
            boolean rich = forms.stream().anyMatch(form -> !form.html().isEmpty());
            for (Section form : forms) {
                if (!rich || !form.html().isEmpty()) {
                    plain.addAll(form.plain());
                }
                html.addAll(form.html().isEmpty() && rich ? form.plain() : form.html());
            }
        }
        return plain.isEmpty() && html.isEmpty() ? List.of() : List.of(new Section(plain, html));
    }

    /** RFC 6522: words for people, then the report, then what it is about. Only the words are to be read. */
    private List<Section> report(Part part, boolean opening) {
        return sections(part.children().getFirst(), opening);
    }

    private List<Section> leaf(Part part, boolean opening) {
        if (part.isText() && READABLE.contains(part.type()) && !part.isAttached()
                && (opening || part.name().isEmpty())) {
            if (part.charset() instanceof String name && !Charsets.isKnown(name)) {
                warnings.add("charset is not known, guessed");
            }
            inside(part);
            return List.of(part.type().equals("text/html")
                    ? new Section(List.of(), List.of(part))
                    : new Section(List.of(part), List.of()));
        }
        if (Wrapped.isSmime(part) || Wrapped.isPartial(part)) {
            return wrapped(part, opening);
        }
        attached(part);
        return List.of();
    }

    /** A signature may lie around a signature, but not without end. */
    private List<Section> wrapped(Part part, boolean opening) {
        warnings.add(Wrapped.warning(part));
        wraps++;
        Part inside = wraps > MOST_WRAPS ? null : Wrapped.opened(part, warnings);
        if (inside == null) {
            attachments.add(new Attachment(part.name(), part.type(), part.size()));
            return List.of();
        }
        return sections(inside, opening);
    }

    private void attached(Part part) {
        String name = part.name();
        String type = part.type();
        if (name.isEmpty() && part.type().contains("-signature")) {
            return;
        }
        boolean inlineCalendar = type.equals("text/calendar") && !part.isAttached() && name.isEmpty();
        if (inlineCalendar || SILENT.contains(type) && !part.isAttached()) {
            return;
        }
        if (!Tnef.is(part) || !unpacked(part)) {
            attachments.add(new Attachment(name, type, part.size()));
        }
    }

    /** Whether its files could be named. */
    private boolean unpacked(Part part) {
        List<Attachment> files = Omitted.size(part) < 0 ? Tnef.files(part.content()) : Omitted.held(part);
        warnings.add(files.isEmpty()
                ? "content may be hidden in a TNEF part (winmail.dat)"
                : "files unpacked from a TNEF part (winmail.dat)");
        attachments.addAll(files);
        return !files.isEmpty();
    }

    /** What old programs pack into plain text. */
    private void inside(Part part) {
        if (part.type().equals("text/html")) {
            return;
        }
        if (part.text().contains("begin ")) {
            for (Uuencode.Found file : Uuencode.all(part.text())) {
                attachments.add(new Attachment(file.name(), "application/octet-stream", file.size()));
            }
        }
        if (part.text().contains("-----BEGIN PGP MESSAGE-----")) {
            warnings.add("encrypted (PGP)");
        }
    }
}
