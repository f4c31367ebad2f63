// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.calendar;

/** Whether a meeting takes place (STATUS). A calendar that says nothing means {@link #CONFIRMED}. */
public enum Status {
    TENTATIVE, CONFIRMED, CANCELLED
}
