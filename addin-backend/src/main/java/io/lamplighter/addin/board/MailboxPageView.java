// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.board;

import java.util.List;

/**
 * The page of one mailbox.
 *
 * @param again where its owner signs in again; empty where that is not needed or possible
 * @param days the days that were compared, and those in the ledger, latest first
 * @param events what happened to the connection, latest first
 * @param owners whose it could be; empty where there are too many to choose from
 */
public record MailboxPageView(MailboxView mailbox, String again, Compared compared, List<Day> days,
        List<Happened> events, List<Filters.Choice> owners) {

    public MailboxPageView {
        days = List.copyOf(days);
        events = List.copyOf(events);
        owners = List.copyOf(owners);
    }

    /**
     * How the last comparison with the provider came out.
     *
     * @param kind {@code good}, {@code bad} or {@code blind}: the colour of the notice
     */
    public record Compared(String kind, String title, String text) {}

    /**
     * One day.
     *
     * @param provider what the provider counts; empty where it was not asked
     * @param excluded with the reasons: "41: 38 nobody on it is in the CRM, 3 among ourselves"
     * @param missing "0", "2 (1 had been and was read again)", "not compared"
     */
    public record Day(String day, String provider, String captured, String excluded, String quarantined,
            String missing, boolean wrong) {}

    /** @param icon of the symbols of the layout */
    public record Happened(String icon, String what, String when) {}
}
