// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.samples.world;

import java.util.List;

/**
 * One of the people at Fernbeck, who can sign in.
 *
 * @param role {@code rep}, {@code manager} or {@code admin}
 * @param aliases further addresses of the same person
 */
public record SampleUser(String username, String name, String role, String email, List<String> aliases,
        String password) {

    public SampleUser {
        aliases = List.copyOf(aliases);
    }
}
