// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.imports;

import java.util.List;

/**
 * What a file brought.
 *
 * @param rows how many rows it had
 * @param created how many of them were new
 * @param changed how many changed what was there
 * @param notes what the importer should know
 */
public record Imported(int rows, int created, int changed, List<String> notes) {

    public Imported {
        notes = List.copyOf(notes);
    }
}
