// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.oauth;

import io.lamplighter.addin.connect.SecretBox;
import io.lamplighter.crm.sql.Fields;
import io.lamplighter.ingest.MailboxId;
import io.lamplighter.ingest.mailbox.MailboxFailure;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The tokens of mailboxes, sealed in the rows of one table and lent out while they are good. Whoever changes one holds its row: a
 * right is renewed by one node at a time, because a refresh token may be good for one use only, and whoever waited finds the new
 * one. Thread-safe.
 */
final class SealedTokens {

    /** Nearer to its end a token is renewed before it is lent out. */
    private static final Duration SPARE = Duration.ofMinutes(2);
    /** After so long it is looked up whether another node has other tokens, because the mailbox was connected again there. */
    private static final Duration LOOKED_UP_EVERY = Duration.ofMinutes(3);

    private final Place place;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final SecretBox box;
    private final Clock clock;
    private final Map<MailboxId, Lent> lent = new ConcurrentHashMap<>();
    private final Map<MailboxId, Unsaved> unsaved = new ConcurrentHashMap<>();

    /** Where they are kept: each table has the same four columns for them. */
    enum Place {
        CONSENTS("oauth_connection", "oauth:"), OWN_PROVIDERS("imap_token_source", "imap-token:");

        private final String lock;
        private final String renewed;
        private final String ended;
        private final String context;

        // A name of ours, never of anybody else's making.
        Place(String table, String context) {
            this.lock = "select refresh_token, access_token, access_expires_at from " + table
                    + " where mailbox_id = :mailbox for update";
            this.renewed = "update " + table
                    + " set access_token = :access, access_expires_at = :expires, refresh_token = :refresh,"
                    + " renewed_at = :now where mailbox_id = :mailbox";
            this.ended = "update " + table + " set access_expires_at = '-infinity' where mailbox_id = :mailbox";
            this.context = context;
        }
    }

    SealedTokens(Place place, JdbcClient jdbc, TransactionTemplate transaction, SecretBox box, Clock clock) {
        this.place = place;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.box = box;
        this.clock = clock;
    }

    /** @param until when it is looked up again */
    private record Lent(String access, Instant until) {}

    /** What a provider gave and could not be stored. @param instead the refresh token it was given for, which may be used up */
    private record Unsaved(String instead, OAuthTokens tokens) {}

    /** As the row has it: sealed. */
    private record Stored(String refresh, String access, Optional<Instant> expiresAt) {}

    /** A secret of the mailbox as its row keeps it. */
    String seal(MailboxId mailbox, String secret) {
        return box.seal(secret, place.context + mailbox.value());
    }

    String open(MailboxId mailbox, String sealed) {
        return box.open(sealed, place.context + mailbox.value());
    }

    /** Other tokens were stored: what was lent out before is not lent again. To be called in the transaction that stores them. */
    void replaced(MailboxId mailbox) {
        lent.remove(mailbox);
        unsaved.remove(mailbox);
    }

    /** The token in use, where it need not be looked up again. */
    Optional<String> lent(MailboxId mailbox) {
        Lent now = lent.get(mailbox);
        return now != null && clock.instant().isBefore(now.until()) ? Optional.of(now.access()) : Optional.empty();
    }

    /**
     * A token that works.
     *
     * @param renewal asks the provider for new tokens, with the refresh token it is given; called by the one who holds the row
     * @throws MailboxFailure as the renewal says; nothing was changed
     */
    String current(MailboxId mailbox, Renewal renewal) {
        Optional<String> known = lent(mailbox);
        if (known.isPresent()) {
            return known.get();
        }
        String access;
        try {
            access = transaction.execute(status -> held(mailbox, renewal));
        } catch (RuntimeException notStored) {
            // Else nobody would come by to store it until it has to be looked up.
            lent.remove(mailbox);
            throw notStored;
        }
        if (access == null) {
            throw new IllegalStateException("a transaction without a token");
        }
        // Stored for good: until then it was the only copy.
        unsaved.remove(mailbox);
        return access;
    }

    /** Asks a provider. */
    @FunctionalInterface
    interface Renewal {
        OAuthTokens renewed(String refreshToken);
    }

    private String held(MailboxId mailbox, Renewal renewal) {
        Stored stored = locked(mailbox).orElseThrow(() -> new MailboxFailure.ChangeSettings(
                "This mailbox has no connection any more. Connect it again.", null));
        Optional<Instant> good = stored.expiresAt().filter(this::isGood);
        OAuthTokens tokens = good.isPresent() && !stored.access().isEmpty()
                ? new OAuthTokens(open(mailbox, stored.access()), good.get(), "", "", "")
                : renewed(mailbox, open(mailbox, stored.refresh()), renewal);
        Instant lookUp = clock.instant().plus(LOOKED_UP_EVERY);
        Instant end = tokens.expiresAt().minus(SPARE);
        // While the row is held: who finds this token refused comes after, and takes it back.
        lent.put(mailbox, new Lent(tokens.access(), end.isBefore(lookUp) ? end : lookUp));
        return tokens.access();
    }

    private OAuthTokens renewed(MailboxId mailbox, String refreshToken, Renewal renewal) {
        Unsaved kept = Optional.ofNullable(unsaved.get(mailbox))
                .filter(one -> one.instead().equals(refreshToken)).orElse(null);
        String newest = kept == null ? refreshToken : kept.tokens().refresh();
        OAuthTokens tokens = kept != null && isGood(kept.tokens().expiresAt())
                ? kept.tokens()
                : renewal.renewed(newest).orRefresh(newest);
        unsaved.put(mailbox, new Unsaved(refreshToken, tokens));
        jdbc.sql(place.renewed).param("mailbox", mailbox.value()).param("access", seal(mailbox, tokens.access()))
                .param("expires", tokens.expiresAt().atOffset(ZoneOffset.UTC))
                .param("refresh", seal(mailbox, tokens.refresh()))
                .param("now", clock.instant().atOffset(ZoneOffset.UTC)).update();
        return tokens;
    }

    private Optional<Stored> locked(MailboxId mailbox) {
        return jdbc.sql(place.lock).param("mailbox", mailbox.value())
                .query((row, i) -> new Stored(row.getString("refresh_token"), row.getString("access_token"),
                        Fields.instant(row, "access_expires_at")))
                .optional();
    }

    private boolean isGood(Instant expiresAt) {
        return clock.instant().plus(SPARE).isBefore(expiresAt);
    }

    /** It is not lent out again, by no node. A newer one, which another node may have stored meanwhile, stays. */
    void refused(MailboxId mailbox, String token) {
        transaction.executeWithoutResult(status -> {
            boolean isStored = locked(mailbox).filter(stored -> !stored.access().isEmpty())
                    .filter(stored -> open(mailbox, stored.access()).equals(token)).isPresent();
            if (isStored) {
                jdbc.sql(place.ended).param("mailbox", mailbox.value()).update();
            }
            Lent now = lent.get(mailbox);
            if (now != null && now.access().equals(token)) {
                lent.remove(mailbox, now);
            }
        });
    }
}
