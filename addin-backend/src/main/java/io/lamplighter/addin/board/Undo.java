// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.board;

import java.util.Map;

/**
 * What was just done, and the way back.
 *
 * @param title "“one more vendor” is not learned any more"
 * @param text what stays
 * @param action where the form goes, {@code fields} what it brings
 */
public record Undo(String title, String text, String action, Map<String, String> fields) {

    /** The flash attribute that becomes it on the next page. */
    static final String FLASH = "undo";

    public Undo {
        fields = Map.copyOf(fields);
    }
}
