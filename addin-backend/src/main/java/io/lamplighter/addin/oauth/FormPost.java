// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.oauth;

import java.io.IOException;
import java.net.URI;
import java.util.Objects;
import java.util.Optional;

/** How a form reaches an endpoint. Follows no redirect. Thread-safe. */
@FunctionalInterface
interface FormPost {

    /** @param pause that it asks for, as it was written */
    record Answer(int status, Optional<String> pause, byte[] body) {

        public Answer {
            Objects.requireNonNull(pause, "pause");
            Objects.requireNonNull(body, "body");
        }
    }

    /** @param form encoded */
    Answer send(URI to, String form) throws IOException, InterruptedException;
}
