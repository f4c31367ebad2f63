// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm;

/** Names one of our own people. */
public record UserId(long value) {

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
