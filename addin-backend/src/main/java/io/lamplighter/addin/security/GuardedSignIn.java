// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.security;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.jspecify.annotations.Nullable;

/** Looks at passwords, unless too many were wrong already. */
final class GuardedSignIn implements AuthenticationProvider {

    private static final Logger LOG = LoggerFactory.getLogger(GuardedSignIn.class);

    private final AuthenticationProvider passwords;
    private final Guesses guesses;

    GuardedSignIn(AuthenticationProvider passwords, Guesses guesses) {
        this.passwords = passwords;
        this.guesses = guesses;
    }

    /** @throws LockedException where a right password would be refused as well, for some minutes */
    @Override
    public @Nullable Authentication authenticate(Authentication attempt) {
        String address = attempt.getDetails() instanceof WebAuthenticationDetails details
                ? details.getRemoteAddress()
                : "";
        if (guesses.areTooMany(attempt.getName(), address)) {
            throw new LockedException("too many sign-ins failed");
        }
        try {
            return passwords.authenticate(attempt);
        } catch (BadCredentialsException wrong) {
            guesses.add(attempt.getName(), address);
            LOG.atInfo().addKeyValue("from", address).log("a sign-in failed");
            throw wrong;
        }
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return passwords.supports(authentication);
    }
}
