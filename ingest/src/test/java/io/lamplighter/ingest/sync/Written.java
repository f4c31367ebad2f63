// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.sync;

import io.lamplighter.ingest.Text;
import io.lamplighter.ingest.mime.Message;

/** Opens {@link WrittenText} to the tests of other packages. */
public final class Written {
    private Written() {}

    public static Text of(Message message) {
        return WrittenText.of(message);
    }
}
