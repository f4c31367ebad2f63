// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm;

/** Names an activity: an interaction attached to CRM records. */
public record ActivityId(long value) {

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
