// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm;

/** Names a contact: a person on the buyer's side. */
public record ContactId(long value) {

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
