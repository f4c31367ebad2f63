// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.imports;

/**
 * What is wrong with one field of a file.
 *
 * @param line counted from 1, the header being line 1
 * @param message what is wrong and what would be right
 */
public record Problem(long line, String field, String message) {

    @Override
    public String toString() {
        return "line " + line + ", " + field + ": " + message;
    }
}
