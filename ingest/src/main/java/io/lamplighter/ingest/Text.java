// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest;

import java.util.Objects;

/**
 * The words of a message, taken apart. Each part is plain text with {@code \n} line ends and may be empty.
 *
 * @param fresh what its author wrote this time; for a forwarded message the whole content, for that is the news
 * @param quoted what it repeats of earlier messages
 * @param signature names, legal footers and "sent from my phone"
 * @param forwarded whether the message passes on somebody else's words
 */
public record Text(String fresh, String quoted, String signature, boolean forwarded) {

    public static final Text NONE = new Text("", "", "", false);

    public Text {
        Objects.requireNonNull(fresh, "fresh");
        Objects.requireNonNull(quoted, "quoted");
        Objects.requireNonNull(signature, "signature");
    }
}
