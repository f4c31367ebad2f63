// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm;

/** Names an account: a company that buys, or might. */
public record AccountId(long value) {

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
