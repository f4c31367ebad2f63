// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.oauth;

import java.util.List;

/**
 * One organisation: what it granted, and the people to choose among.
 *
 * @param lists whether people can be chosen from a list
 * @param missing what it has not granted, and what does not work without it
 * @param authorise what is entered in Google's Admin console; empty at Microsoft
 * @param trouble why people cannot be listed; empty if they can, or where there is no list
 * @param more where the next people are; empty at the end
 * @param right how it is renewed
 */
public record OrganisationView(String id, String name, String provider, String detail, boolean microsoft,
        boolean lists, boolean limited, List<String> missing, List<Entry> authorise, String query, List<Person> people,
        String trouble, String more, boolean removable, Right right, Tested test) {

    public OrganisationView {
        missing = List.copyOf(missing);
        authorise = List.copyOf(authorise);
        people = List.copyOf(people);
    }

    /**
     * What the organisation lets us do.
     *
     * @param outsideId its id at Microsoft
     * @param administrator in whose name people are listed at Google; may be empty
     * @param stopped what waits for it: "Two mailboxes cannot be read."; empty for nothing
     */
    public record Right(String outsideId, String domain, String administrator, String stopped) {}

    /** Something to be typed or copied somewhere else. */
    public record Entry(String label, String value) {}

    /** @param mailbox where it is, if it is connected already; empty if not */
    public record Person(String name, String address, String mailbox) {}

    /** What came of trying one address. @param title empty before it was tried */
    public record Tested(String address, String title, String text, boolean works) {

        static Tested not() {
            return new Tested("", "", "", false);
        }
    }
}
