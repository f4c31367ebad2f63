// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.google;

import io.lamplighter.ingest.MailboxId;
import io.lamplighter.ingest.mailbox.AccessTokens;
import io.lamplighter.ingest.mailbox.MailboxFailure;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Who allowed what, and the tokens that say so. */
public final class SimulatedConsents {

    private static final Duration LIFE = Duration.ofHours(1);

    /** @param user whose data it opens */
    record Consent(String user, Set<String> scopes, Instant until) {}

    private final Clock clock;
    private final Map<String, Consent> tokens = new ConcurrentHashMap<>();
    private final AtomicInteger serial = new AtomicInteger();

    SimulatedConsents(Clock clock) {
        this.clock = clock;
    }

    @Nullable
    Consent of(String token) {
        Consent consent = tokens.get(token);
        return consent == null || !clock.instant().isBefore(consent.until()) ? null : consent;
    }

    String issue(String user, Set<String> scopes) {
        String token = "ya29." + serial.incrementAndGet();
        tokens.values().removeIf(old -> !clock.instant().isBefore(old.until()));
        tokens.put(token, new Consent(user, scopes, clock.instant().plus(LIFE)));
        return token;
    }

    void revoke(String user) {
        tokens.values().removeIf(c -> c.user().equals(user));
    }

    Tokens tokens(String user, Set<String> scopes) {
        return new Tokens(user, scopes);
    }

    /** What the application above keeps of one user's consent. */
    public final class Tokens implements AccessTokens {

        private final String user;
        private final Set<String> scopes;
        private boolean revoked;
        private String current = "";
        private final Set<String> refused = new HashSet<>();

        Tokens(String user, Set<String> scopes) {
            this.user = user;
            this.scopes = Set.copyOf(scopes);
        }

        @Override
        public synchronized String current(MailboxId mailbox) {
            if (revoked) {
                throw new MailboxFailure.SignInAgain("Google no longer accepts the consent of " + user
                        + ". Connect the mailbox again.", null);
            }
            if (current.isEmpty() || of(current) == null && !refused.isEmpty()) {
                current = issue(user, scopes);
            }
            return current;
        }

        @Override
        public synchronized void refused(MailboxId mailbox, String token) {
            refused.add(token);
            if (token.equals(current)) {
                current = "";
            }
        }

        /** Google ends the token before its time. */
        public synchronized void loseToken() {
            tokens.remove(current);
        }

        /** The user takes the consent back. */
        public synchronized void revoke() {
            revoked = true;
            SimulatedConsents.this.revoke(user);
        }
    }
}
