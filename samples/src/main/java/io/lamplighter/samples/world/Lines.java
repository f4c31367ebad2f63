// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.samples.world;

import java.util.stream.Collectors;

/** Lines of plain text as mail programs lay them out. */
final class Lines {

    private static final int WIDTH = 74;

    private Lines() {}

    /** Breaks long lines at spaces, as Gmail does in the plain part. */
    static String wrapped(String text) {
        return text.lines().map(Lines::wrapLine).collect(Collectors.joining("\n"));
    }

    private static String wrapLine(String line) {
        if (line.startsWith(">")) {
            return line;
        }
        StringBuilder wrapped = new StringBuilder();
        String rest = line;
        int space = rest.lastIndexOf(' ', WIDTH);
        while (rest.length() > WIDTH && space > 0) {
            wrapped.append(rest, 0, space).append('\n');
            rest = rest.substring(space + 1);
            space = rest.lastIndexOf(' ', WIDTH);
        }
        return wrapped.append(rest).toString();
    }

    static String quoted(String text) {
        return text.lines().map(line -> line.startsWith(">") ? ">" + line : ("> " + line).stripTrailing())
                .collect(Collectors.joining("\n"));
    }
}
