// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.board;

import java.util.List;

/** The users a sample world may be looked at with; none in a real one. */
public record SampleUsers(List<LoginView.Sample> users) {

    public SampleUsers {
        users = List.copyOf(users);
    }

    /** @param lines "marta: Manager, sees the team" */
    public static SampleUsers of(List<String> lines) {
        return new SampleUsers(lines.stream().map(SampleUsers::sample).toList());
    }

    private static LoginView.Sample sample(String line) {
        String[] parts = line.split(":", 2);
        return new LoginView.Sample(parts[0].strip(), parts.length < 2 ? "" : parts[1].strip());
    }
}
