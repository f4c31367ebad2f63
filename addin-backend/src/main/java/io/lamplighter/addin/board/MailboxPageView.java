// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.board;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The page of one mailbox.
 *
 * @param again what lets it be read again; null where that is not needed or possible
 * @param right by whose right it is read; null where that is its owner's
 * @param days the days that were compared, and those in the ledger, latest first
 * @param events what happened to the connection, latest first
 */
public record MailboxPageView(MailboxView mailbox, @Nullable Again again, @Nullable Right right, Compared compared,
        List<Day> days, List<Happened> events) {

    public MailboxPageView {
        days = List.copyOf(days);
        events = List.copyOf(events);
    }

    /** @param label "Sign in again", "Renew the right of Fernbeck GmbH" */
    public record Again(String href, String label) {}

    /**
     * An organisation that lets us in as a whole.
     *
     * @param href its page
     * @param text what follows from that
     */
    public record Right(String name, String href, String text) {}

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
