// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.notify;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;

/** What is asked is not this person's to decide. */
@ResponseStatus(HttpStatus.FORBIDDEN)
final class Denied extends RuntimeException {

    private static final long serialVersionUID = 1L;

    Denied() {
        super("not theirs to decide", null, false, false);
    }
}
