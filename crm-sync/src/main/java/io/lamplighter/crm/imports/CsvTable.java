// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.imports;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/** A CSV file (RFC 4180) read row by row, gathering every mistake instead of stopping at the first. */
final class CsvTable {

    private static final int MOST_PROBLEMS = 100;
    private static final Set<String> CURRENCIES = Currency.getAvailableCurrencies().stream()
            .map(Currency::getCurrencyCode).collect(Collectors.toUnmodifiableSet());
    private static final CSVFormat FORMAT = CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true)
            .setTrim(true).setIgnoreEmptyLines(true).setIgnoreHeaderCase(true).get();

    private final String text;
    private final List<String> columns;
    private final List<Problem> problems = new ArrayList<>();

    CsvTable(String text, String... columns) {
        // Spreadsheets put a byte order mark first; it is not part of the first column's name.
        this.text = text.startsWith("\uFEFF") ? text.substring(1) : text;
        this.columns = List.of(columns);
    }

    /** @throws ImportRejected naming every mistake, after all rows were looked at */
    void forEach(Consumer<Row> reader) {
        try (CSVParser parser = CSVParser.parse(new StringReader(text), FORMAT)) {
            List<String> headers = parser.getHeaderNames().stream().map(h -> h.toLowerCase(Locale.ROOT)).toList();
            for (String column : columns) {
                if (!headers.contains(column)) {
                    problems.add(new Problem(1, column, "this column is missing; the header must name " + columns));
                }
            }
            if (problems.isEmpty()) {
                for (CSVRecord row : parser) {
                    reader.accept(new Row(row, parser.getCurrentLineNumber()));
                }
            }
        } catch (UncheckedIOException | IOException | IllegalArgumentException unreadable) {
            problems.add(new Problem(1, "file", "this is no CSV file: " + unreadable.getMessage()));
        }
        rejectIfWrong();
    }

    void rejectIfWrong() {
        if (!problems.isEmpty()) {
            throw new ImportRejected(problems);
        }
    }

    void problem(long line, String field, String message) {
        if (problems.size() < MOST_PROBLEMS) {
            problems.add(new Problem(line, field, message));
        }
    }

    /** One row. A field that is wrong is noted and comes back as {@code null}. */
    final class Row {

        private final CSVRecord row;
        private final long line;

        Row(CSVRecord row, long line) {
            this.row = row;
            this.line = line;
        }

        long line() {
            return line;
        }

        /** Empty where the row is too short. */
        String optional(String column) {
            return row.isSet(column) ? row.get(column).strip() : "";
        }

        @Nullable
        String required(String column) {
            String value = optional(column);
            if (value.isEmpty()) {
                problem(line, column, "this must not be empty");
                return null;
            }
            return value;
        }

        @Nullable
        BigDecimal amount(String column) {
            String value = optional(column);
            if (!value.matches("\\d{1,16}(\\.\\d{1,2})?")) {
                problem(line, column, "“" + shortened(value)
                        + "” is no amount; write digits, with a point before the cents: 84000 or 84000.50");
                return null;
            }
            return new BigDecimal(value);
        }

        @Nullable
        String currency(String column) {
            String value = optional(column).toUpperCase(Locale.ROOT);
            if (!CURRENCIES.contains(value)) {
                problem(line, column, "“" + shortened(value) + "” is no currency; write its ISO 4217 letters: EUR");
                return null;
            }
            return value;
        }

        @Nullable
        LocalDate date(String column) {
            String value = optional(column);
            if (value.isEmpty()) {
                return null;
            }
            try {
                return LocalDate.parse(value);
            } catch (DateTimeParseException wrong) {
                problem(line, column, "“" + shortened(value) + "” is no date; write year-month-day: 2027-01-31");
                return null;
            }
        }

        @Nullable
        String email(String column) {
            String value = optional(column).toLowerCase(Locale.ROOT);
            if (!value.matches("[^@\\s]+@[^@\\s]+\\.[^@\\s]+")) {
                problem(line, column, "“" + shortened(value) + "” is no email address");
                return null;
            }
            return value;
        }

        private static String shortened(String value) {
            return value.length() > 40 ? value.substring(0, 40) + "…" : value;
        }
    }
}
