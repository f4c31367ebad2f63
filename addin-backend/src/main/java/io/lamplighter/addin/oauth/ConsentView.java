// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.oauth;

import java.util.List;

/**
 * The page that says what is asked for before anybody is sent to a provider.
 *
 * @param mailbox the id of a mailbox that is connected again; empty for a new one
 * @param address its address
 * @param owners whose mailbox it can be; empty where that is not to be chosen
 */
public record ConsentView(String provider, String label, String mailbox, String address, List<Owner> owners,
        List<Asked> asked) {

    public ConsentView {
        owners = List.copyOf(owners);
        asked = List.copyOf(asked);
    }

    public record Owner(String email, String name) {}

    /** @param use {@code MAIL}, {@code CALENDAR}, {@code TRANSCRIPTS}, {@code ATTENDANCE} or {@code IDENTITY} */
    public record Asked(String use, String why) {}
}
