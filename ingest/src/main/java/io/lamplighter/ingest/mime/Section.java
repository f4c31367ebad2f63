// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.mime;

import java.util.List;

/**
 * A stretch of a message that is to be read, in one or two forms. Both say the same where both are there; the form in
 * HTML may be made of plain parts too, where a gateway added its footer.
 */
public record Section(List<Part> plain, List<Part> html) {

    public Section {
        plain = List.copyOf(plain);
        html = List.copyOf(html);
    }
}
