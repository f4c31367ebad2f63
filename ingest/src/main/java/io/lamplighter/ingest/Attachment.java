// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest;

import java.util.Objects;

/**
 * A file that came with a message. The file itself is never kept.
 *
 * @param name as the sender named it, decoded; empty where it had none
 * @param type the media type, lower case, without parameters
 * @param size octets after the transfer encoding is undone, as far as that is known
 */
public record Attachment(String name, String type, long size) {

    public Attachment {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(type, "type");
    }
}
