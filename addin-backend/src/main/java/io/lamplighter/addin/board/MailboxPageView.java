// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.board;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The page of one mailbox.
 *
 * @param base where the actions on it lead: {@code /mailboxes} for administrators, {@code /mailbox} for its owner
 * @param right by whose right it is read; null where that is its owner's
 * @param days the days that were compared, and those in the ledger, latest first
 * @param events what happened to the connection, latest first
 * @param calendar whether entries of a calendar are among them
 * @param owners whose it could be; empty where there are too many to choose from
 */
public record MailboxPageView(MailboxView mailbox, WayBack again, @Nullable Right right, String base, Compared compared,
        List<Day> days, List<Happened> events, boolean calendar, List<Filters.Choice> owners) {

    public MailboxPageView {
        days = List.copyOf(days);
        events = List.copyOf(events);
        owners = List.copyOf(owners);
    }

    /** Whether its owner looks at it, or an administrator. */
    public boolean isOwn() {
        return base.equals("/mailbox");
    }

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
     * @param count of all the days; null before the first comparison
     */
    public record Compared(String kind, String title, String text, @Nullable Count count) {}

    /**
     * One day.
     *
     * @param provider what the provider counts; empty where it was not asked
     * @param excluded with the reasons: "41: 38 nobody on it is in the CRM, 3 among ourselves"
     * @param missing "0", "2 (1 had been and was read again)", "not compared"
     * @param note what is known of what is missing; empty where nothing is
     */
    public record Day(String day, String provider, String captured, String excluded, String quarantined,
            String missing, boolean wrong, String note) {}

    /** @param icon of the symbols of the layout */
    public record Happened(String icon, String what, String when) {}
}
