// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.board;

import java.util.Locale;

/**
 * Writes a table as RFC 4180 has it, for people who open it in a spreadsheet. What others wrote must not be computed there: a text
 * that begins like a formula gets an apostrophe before it, which spreadsheets take for "this is text".
 */
public final class Csv {

    /** Without it Excel takes UTF-8 for the machine's own character set. */
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    /** What begins a formula in one spreadsheet or another, full-width forms included: Excel in Japan and Korea knows them. */
    private static final String FORMULA = "=+-@|%\t\r\n\uFF1D\uFF0B\uFF0D\uFF20";

    private final StringBuilder table = new StringBuilder().append(BYTE_ORDER_MARK);
    private boolean begun;

    public Csv text(String text) {
        return cell("\"" + harmless(text).replace("\"", "\"\"") + "\"");
    }

    /** A number of ours; it may begin with its sign. */
    public Csv number(double number) {
        return cell(String.format(Locale.ROOT, "%.4f", number));
    }

    public Csv number(long number) {
        return cell(Long.toString(number));
    }

    public Csv empty() {
        return cell("");
    }

    public Csv end() {
        table.append("\r\n");
        begun = false;
        return this;
    }

    private Csv cell(String cell) {
        table.append(begun ? "," : "").append(cell);
        begun = true;
        return this;
    }

    private static String harmless(String text) {
        String visible = text.stripLeading();
        boolean formula = !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0
                || !visible.isEmpty() && FORMULA.indexOf(visible.charAt(0)) >= 0;
        return formula ? "'" + text : text;
    }

    @Override
    public String toString() {
        return table.toString();
    }
}
