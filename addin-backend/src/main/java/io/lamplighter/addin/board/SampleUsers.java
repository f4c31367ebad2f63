// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.board;

import java.util.List;

/** The users a sample world may be looked at with; none in a real one. */
public record SampleUsers(List<LoginView.Sample> users) {

    public SampleUsers {
        users = List.copyOf(users);
    }
}
