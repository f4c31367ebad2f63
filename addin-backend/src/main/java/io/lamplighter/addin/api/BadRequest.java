// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.api;

/** The caller asked for something that cannot be; the message says what would be right. */
final class BadRequest extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BadRequest(String message) {
        super(message);
    }
}
