// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.batch;

import io.lamplighter.addin.oauth.Organisation;
import io.lamplighter.addin.oauth.Organisations;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** Mailboxes from a CSV file (RFC 4180): every row is looked at before anything is done. */
final class BatchFile {

    static final int MOST_ROWS = 2_000;
    static final int MOST_OCTETS = 1024 * 1024;
    static final List<String> COLUMNS = List.of("address", "provider", "organisation", "host", "port", "security",
            "user", "password", "owner", "name", "days", "calendar", "transcripts", "start");

    private static final CSVFormat FORMAT = CSVFormat.RFC4180.builder().setIgnoreEmptyLines(true).get();

    private final Map<String, String> connected;
    private final BatchRow rows;

    /** @param connected addresses of the mailboxes that are there, with the names of their owners */
    BatchFile(Map<String, String> connected, Organisations organisations, Instant now) {
        this.connected = connected;
        List<Organisation> all = organisations.all();
        this.rows = new BatchRow(all, now);
    }

    /** @throws BatchRefused if it is no such file */
    List<Row> read(byte[] csv) {
        if (csv.length > MOST_OCTETS) {
            throw new BatchRefused("The file is larger than a megabyte. Send it in parts.");
        }
        String text = text(csv);
        try (CSVParser parser = CSVParser.parse(new StringReader(text), FORMAT.builder().setDelimiter(delimiter(text))
                .get())) {
            Map<String, Integer> columns = new HashMap<>();
            List<Row> read = new ArrayList<>();
            Map<String, Integer> seen = new HashMap<>();
            for (CSVRecord record : parser) {
                if (columns.isEmpty()) {
                    columns.putAll(columns(record));
                    continue;
                }
                if (read.size() == MOST_ROWS) {
                    throw new BatchRefused("The file has more than 2,000 rows. Send it in parts.");
                }
                read.add(row(new BatchRow.Cells(record, columns), (int) parser.getCurrentLineNumber(), seen));
            }
            if (read.isEmpty()) {
                throw new BatchRefused("The file has no row below its header.");
            }
            return read;
        } catch (UncheckedIOException | IOException | IllegalArgumentException | IllegalStateException unreadable) {
            // Its message could quote a password.
            throw new BatchRefused("This is no CSV file: a quote is not closed, or text follows one.");
        }
    }

    private Row row(BatchRow.Cells cells, int line, Map<String, Integer> seen) {
        Row row = rows.read(cells, line);
        if (row.answer() != null) {
            return row;
        }
        Integer before = seen.putIfAbsent(row.address(), line);
        if (before != null) {
            return Row.wrong(line, row.address(), "The same address is in line " + before + ". Remove one of them.");
        }
        String owner = connected.get(row.address());
        return owner == null
                ? row
                : new Row(line, row.address(), "", "", null, null, Row.Reading.NONE,
                        new Row.Answer(Row.State.THERE, row.address()
                                + " is connected already, as the mailbox of " + owner + ". Nothing was changed."));
    }

    private static Map<String, Integer> columns(CSVRecord header) {
        Map<String, Integer> columns = new HashMap<>();
        for (int at = 0; at < header.size(); at++) {
            String name = header.get(at).strip().toLowerCase(Locale.ROOT);
            if (!COLUMNS.contains(name)) {
                throw new BatchRefused("There is no column “" + (name.length() > 40 ? name.substring(0, 40) : name)
                        + "”. The first line names the columns: " + String.join(", ", COLUMNS) + ".");
            }
            if (columns.putIfAbsent(name, at) != null) {
                throw new BatchRefused("The column " + name + " is there twice.");
            }
        }
        if (!columns.containsKey("address")) {
            throw new BatchRefused("The first line names the columns, and there has to be one named address.");
        }
        return columns;
    }

    /** Spreadsheets write what their country does. */
    private static char delimiter(String text) {
        String header = text.lines().findFirst().orElse("");
        return header.indexOf(',') < 0 && header.indexOf(';') >= 0 ? ';' : ',';
    }

    private static String text(byte[] csv) {
        try {
            String text = StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT).decode(ByteBuffer.wrap(csv)).toString();
            // Spreadsheets put a byte order mark first; it is not part of the first column's name.
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException other) {
            throw new BatchRefused("The file is not UTF-8. Save it as “CSV UTF-8” and send it again.");
        }
    }
}
