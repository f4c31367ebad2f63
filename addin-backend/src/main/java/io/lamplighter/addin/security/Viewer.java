// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.security;

import io.lamplighter.crm.UserId;
import io.lamplighter.crm.directory.User;
import java.util.Optional;

/**
 * Who is looking, and what at.
 *
 * @param owner whose deals may be seen; empty for all of them
 */
public record Viewer(User user, Optional<UserId> owner) {

    public UserId id() {
        return user.id();
    }
}
