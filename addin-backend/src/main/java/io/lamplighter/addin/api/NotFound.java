// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.api;

/** What was asked for is not there, or not for this user. */
final class NotFound extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NotFound(String message) {
        super(message);
    }
}
