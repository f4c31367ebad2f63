// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.board;

/** Shortens what others wrote to what fits into a line of ours. */
final class Clip {

    private Clip() {}

    /** One line of at most {@code most} characters, cut between words where there are any. */
    static String line(String text, int most) {
        String line = text.strip().replaceAll("\\s+", " ");
        if (line.length() <= most) {
            return line;
        }
        int end = Character.isHighSurrogate(line.charAt(most - 2)) ? most - 2 : most - 1;
        int space = line.lastIndexOf(' ', end);
        return line.substring(0, space > most / 2 ? space : end).stripTrailing() + "…";
    }
}
