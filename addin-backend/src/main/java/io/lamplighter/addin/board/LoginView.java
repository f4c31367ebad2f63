// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.board;

import java.util.List;

/**
 * The sign-in page.
 *
 * @param problem "User name or password is not right."; empty for none
 * @param notice "You are signed out."; empty for none
 * @param samples the users of the sample world; empty in a real one
 */
public record LoginView(String problem, String notice, List<Sample> samples) {

    public LoginView {
        samples = List.copyOf(samples);
    }

    /** @param role what this user may see: "Manager, sees the team" */
    public record Sample(String username, String role) {}
}
