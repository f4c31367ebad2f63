// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.transcript;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * The paragraphs of a Word document, as Teams and Google Docs export transcripts. At most {@value #LONGEST} octets of it
 * are unpacked and as many characters kept; what is broken ends the text.
 */
final class Docx {
    private static final int LONGEST = 1 << 25;
    private static final int MOST_ENTRIES = 1_000;

    private Docx() {}

    static boolean isZip(byte[] content) {
        return content.length > 3 && content[0] == 'P' && content[1] == 'K' && content[2] == 3 && content[3] == 4;
    }

    /** Empty where there is no document in it. */
    static String text(byte[] content) {
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(content))) {
            int left = LONGEST;
            for (int i = 0; i < MOST_ENTRIES && left > 0; i++) {
                ZipEntry entry = zip.getNextEntry();
                if (entry == null) {
                    return "";
                }
                byte[] unpacked = zip.readNBytes(left);
                left -= unpacked.length;
                if (entry.getName().equals("word/document.xml")) {
                    return paragraphs(unpacked);
                }
            }
        } catch (IOException | IllegalArgumentException broken) {
            // Names of entries that are no text are illegal arguments.
            return "";
        }
        return "";
    }

    private static String paragraphs(byte[] xml) {
        StringBuilder text = new StringBuilder();
        try {
            // No document type is ever read: nothing in it can name a file or grow.
            XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
            factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
            factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
            XMLStreamReader reader = factory.createXMLStreamReader(new ByteArrayInputStream(xml));
            boolean inText = false;
            while (reader.hasNext() && text.length() < LONGEST) {
                int event = reader.next();
                if (event == XMLStreamConstants.START_ELEMENT) {
                    inText = reader.getLocalName().equals("t");
                    text.append(mark(reader.getLocalName()));
                } else if (event == XMLStreamConstants.END_ELEMENT) {
                    inText = false;
                    text.append(reader.getLocalName().equals("p") ? "\n" : "");
                } else if (event == XMLStreamConstants.CHARACTERS && inText) {
                    text.append(reader.getText());
                }
            }
        } catch (XMLStreamException broken) {
            // What came before is kept.
            return text.toString();
        }
        return text.toString();
    }

    private static String mark(String element) {
        return switch (element) {
            case "br", "cr" -> "\n";
            case "tab" -> "\t";
            default -> "";
        };
    }
}
