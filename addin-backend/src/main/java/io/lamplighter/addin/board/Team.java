// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.board;

import java.util.List;

/**
 * The people at the buyer.
 *
 * @param says which roles are known: "Three of four roles are known."; may be empty
 */
public record Team(List<Person> people, String says) {

    public Team {
        people = List.copyOf(people);
    }

    /**
     * @param role "Head of quality · champion"
     * @param light a lamp as in {@link Silence#light()}; empty for somebody who has left
     * @param last "24 days", "never wrote", "bounced"
     * @param how "26 Oct, mail", "copied 3 times", "12 Nov"
     */
    public record Person(String name, String role, String light, String last, String how) {

        public boolean gone() {
            return light.isEmpty();
        }
    }
}
