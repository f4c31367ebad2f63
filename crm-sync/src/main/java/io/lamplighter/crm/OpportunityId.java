// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm;

/** Names an opportunity: a deal. */
public record OpportunityId(long value) {

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
