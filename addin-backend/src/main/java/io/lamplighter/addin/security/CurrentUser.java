// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.security;

import io.lamplighter.crm.UserId;
import io.lamplighter.crm.directory.User;
import io.lamplighter.crm.directory.Users;
import java.security.Principal;
import java.util.Optional;

/** Who is asking, and whose deals they may see. */
public final class CurrentUser {

    private final Users users;

    public CurrentUser(Users users) {
        this.users = users;
    }

    public User of(Principal principal) {
        return users.byUsername(principal.getName())
                .orElseThrow(() -> new IllegalStateException("signed in, but no user any more"));
    }

    /** The owner whose deals may be seen; empty for all of them. */
    public Optional<UserId> mayOnlySee(Principal principal) {
        User user = of(principal);
        return user.role() == User.Role.MANAGER ? Optional.empty() : Optional.of(user.id());
    }

    public Viewer viewer(Principal principal) {
        return new Viewer(of(principal), mayOnlySee(principal));
    }

    /** The owner whose deals may be listed, without what was said on them: an admin keeps the records, so sees them all. */
    public Optional<UserId> mayOnlyList(Principal principal) {
        User user = of(principal);
        return user.role() == User.Role.REP ? Optional.of(user.id()) : Optional.empty();
    }
}
