// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.mime;

import io.lamplighter.ingest.Attachment;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import net.freeutils.tnef.Attr;
import net.freeutils.tnef.MAPIProp;
import net.freeutils.tnef.MAPIProps;
import net.freeutils.tnef.MAPIValue;
import net.freeutils.tnef.RawInputStream;
import net.freeutils.tnef.TNEFInputStream;
import org.jspecify.annotations.Nullable;

/**
 * What lies in a {@code winmail.dat} (MS-OXTNEF): Outlook packs the files of a formatted message into one part that
 * nobody else opens. Only names, types and sizes are read.
 */
final class Tnef {
    private static final int MOST_ATTRIBUTES = 5_000;
    private static final int MOST_FILES = 200;
    private static final int PR_DISPLAY_NAME = 0x3001;
    private static final int PR_ATTACH_MIME_TAG = 0x370E;

    private final List<Attachment> files = new ArrayList<>(2);
    private @Nullable String codePage;
    private boolean inFile;
    private String name = "";
    private String longName = "";
    private String type = "";
    private long size;

    private Tnef() {}

    static boolean is(Part part) {
        return part.type().equals("application/ms-tnef") || part.type().equals("application/vnd.ms-tnef")
                || part.type().equals("application/octet-stream") && part.name().equalsIgnoreCase("winmail.dat");
    }

    /** As many as could be read. */
    static List<Attachment> files(byte[] content) {
        Tnef tnef = new Tnef();
        try {
            tnef.read(new TNEFInputStream(new RawInputStream(content)));
        } catch (IOException | RuntimeException broken) {
            // What was read until here stands: a file cut short has its first names.
        }
        tnef.finish();
        return tnef.files;
    }

    private void read(TNEFInputStream in) throws IOException {
        Attr attribute = in.readAttr();
        for (int i = 0; attribute != null && i < MOST_ATTRIBUTES && files.size() < MOST_FILES; i++) {
            if (attribute.getID() == Attr.attOemCodepage) {
                codePage = "cp" + attribute.getRawData().readU16();
            } else if (attribute.getLevel() == Attr.LVL_ATTACHMENT) {
                file(attribute);
            }
            attribute = in.readAttr();
        }
    }

    private void file(Attr attribute) throws IOException {
        switch (attribute.getID()) {
            case Attr.attAttachRenddata -> {
                finish();
                inFile = true;
            }
            case Attr.attAttachTitle -> name = text(attribute.getRawData().toByteArray());
            case Attr.attAttachData -> size = attribute.getLength();
            case Attr.attAttachment -> properties(attribute.getRawData().toByteArray());
            default -> {
                // Dates and pictures of the file.
            }
        }
    }

    private void finish() {
        String best = longName.isEmpty() ? name : longName;
        if (inFile) {
            files.add(
                    new Attachment(HeaderText.folded(best), type.isEmpty() ? "application/octet-stream" : type, size));
        }
        inFile = false;
        name = "";
        longName = "";
        type = "";
        size = 0;
    }

    private void properties(byte[] content) {
        try {
            MAPIProps properties = new MAPIProps(new WaryStream(content));
            longName = text(properties, MAPIProp.PR_ATTACH_LONG_FILENAME);
            name = name.isEmpty() ? text(properties, MAPIProp.PR_ATTACH_FILENAME) : name;
            name = name.isEmpty() ? text(properties, PR_DISPLAY_NAME) : name;
            type = text(properties, PR_ATTACH_MIME_TAG).toLowerCase(Locale.ROOT);
            MAPIProp object = properties.getProp(MAPIProp.PR_ATTACH_DATA_OBJ);
            if (object != null && object.getValues().length > 0) {
                size = object.getValues()[0].getLength();
            }
        } catch (IOException | RuntimeException broken) {
            // The title and the data are attributes of their own.
        }
    }

    private String text(MAPIProps properties, int id) throws IOException {
        MAPIProp property = properties.getProp(id);
        if (property == null || property.getValues().length == 0) {
            return "";
        }
        MAPIValue value = property.getValues()[0];
        return value.getType() == MAPIProp.PT_STRING
                ? text(value.getData())
                : value.getValue() instanceof String unicode ? withoutNull(unicode) : "";
    }

    private String text(byte @Nullable [] bytes) {
        return bytes == null ? "" : withoutNull(Charsets.decode(bytes, 0, Math.min(bytes.length, 1_000), codePage));
    }

    private static String withoutNull(String text) {
        int end = text.indexOf('\0');
        return end < 0 ? text : text.substring(0, end);
    }

    /**
     * The library allocates what a count claims; {@code count * 4} overflows in its check, and values without a length
     * cost nothing to claim. Counts beyond the content and skips beyond any real list of properties end the reading.
     */
    private static final class WaryStream extends RawInputStream {
        private static final int MOST_VALUES = 5_000;
        private int values;

        WaryStream(byte[] content) throws IOException {
            super(content);
        }

        /** Counts, lengths and the numbers of named properties, which are below 64 K. */
        @Override
        public long readU32() throws IOException {
            long value = super.readU32();
            if (value > Math.max(available(), 0xFFFF)) {
                throw new IOException("more is claimed than there is");
            }
            return value;
        }

        /** Called once for each value. */
        @Override
        public long skip(long count) throws IOException {
            values++;
            if (values > MOST_VALUES) {
                throw new IOException("too many values");
            }
            return super.skip(count);
        }
    }
}
