// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.security;

import io.lamplighter.crm.directory.User;
import io.lamplighter.crm.directory.Users;
import java.security.SecureRandom;
import java.util.Base64;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Lets somebody into a new installation: makes the user {@code admin} when nobody can sign in. Of several nodes that start at the same
 * time one does, and says so; only a password that was stored is printed.
 */
public final class FirstAdmin implements ApplicationRunner {

    private static final Logger LOG = LoggerFactory.getLogger(FirstAdmin.class);

    private final Users users;
    private final SignIns signIns;
    private final TransactionTemplate transaction;
    private final String password;

    /** @param password empty to make one up and print it, once */
    public FirstAdmin(Users users, SignIns signIns, TransactionTemplate transaction, String password) {
        this.users = users;
        this.signIns = signIns;
        this.transaction = transaction;
        this.password = password;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        if (!signIns.isEmpty()) {
            return;
        }
        boolean madeUp = password.isBlank();
        String first = madeUp ? random() : password;
        if (isMade(first) && madeUp) {
            LOG.warn(
                    "Nobody can sign in yet. Sign in as admin with the password {} and change it. It is not shown again.",
                    first);
        }
    }

    private boolean isMade(String first) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            signIns.alone();
            // Asked again: another node may have been here first.
            if (!signIns.isEmpty()) {
                return false;
            }
            User admin = users.add("admin", "Administrator", "admin@localhost", User.Role.ADMIN);
            signIns.setPassword(admin.id(), first);
            return true;
        }));
    }

    private static String random() {
        byte[] octets = new byte[12];
        new SecureRandom().nextBytes(octets);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
    }
}
