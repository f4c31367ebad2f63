// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.figures;

import java.util.Objects;

/**
 * One number.
 *
 * @param label what it is of, one of a few words such as {@code imap} or {@code imap/failing}; empty where it is of everything
 */
public record Figure(String name, String label, double value) {

    public Figure {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(label, "label");
    }
}
