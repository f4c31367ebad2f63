// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.connect;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Seals stored secrets anew with the key that seals now, so that a former key can be forgotten. */
public final class SecretRotation {

    /** A column of secrets; each is sealed for what its row is about, as the SQL of the context says. */
    private record Place(String table, String column, String context) {

        String read() {
            return "select ctid::text as place, " + context + " as context, " + column + " as secret from " + table
                    + " where " + column
                    + " <> '' for update";
        }

        String write() {
            return "update " + table + " set " + column + " = :secret where ctid = :place::tid";
        }
    }

    // Names of ours, never of anybody else's making.
    private static final List<Place> PLACES = List.of(new Place("imap_connection", "secret", "'imap:' || mailbox_id"),
            new Place("oauth_connection", "refresh_token", "'oauth:' || mailbox_id"),
            new Place("oauth_connection", "access_token", "'oauth:' || mailbox_id"),
            new Place("farewell", "refresh_token", "'oauth:' || mailbox_id"),
            new Place("push_subscription", "secret", "'push:' || mailbox_id"),
            new Place("imap_token_source", "client_secret", "'imap-token:' || mailbox_id"),
            new Place("imap_token_source", "refresh_token", "'imap-token:' || mailbox_id"),
            new Place("imap_token_source", "access_token", "'imap-token:' || mailbox_id"),
            new Place("webhook", "url", "'webhook:' || webhook_id"),
            new Place("webhook", "secret", "'webhook:' || webhook_id"),
            new Place("webhook", "former_secret", "'webhook:' || webhook_id"),
            new Place("organisation", "secret", "'organisation:' || organisation_id"),
            // Somebody may be at the provider just now, and comes back when the former key is gone.
            new Place("oauth_consent", "verifier", "'consent'"),
            new Place("mailbox_batch_row", "secret", "'batch:' || batch_id || ':' || row_number"));

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final SecretBox box;

    public SecretRotation(JdbcClient jdbc, TransactionTemplate transaction, SecretBox box) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.box = box;
    }

    private record Sealed(String place, String context, String secret) {}

    /**
     * All or nothing.
     *
     * @return how many were sealed with a former key until now
     * @throws IllegalStateException if one of them opens with none of the keys
     */
    public int rotate() {
        Integer rotated = transaction.execute(status -> {
            int sealed = PLACES.stream().mapToInt(this::rotate).sum();
            new InstallationKey(jdbc).isOnly(box);
            return sealed;
        });
        return rotated == null ? 0 : rotated;
    }

    private int rotate(Place place) {
        List<Sealed> old = jdbc.sql(place.read())
                .query((row, i) -> new Sealed(row.getString("place"), row.getString("context"),
                        row.getString("secret")))
                .list().stream().filter(sealed -> box.isOld(sealed.secret())).toList();
        for (Sealed sealed : old) {
            jdbc.sql(place.write()).param("place", sealed.place())
                    .param("secret", box.seal(box.open(sealed.secret(), sealed.context()), sealed.context())).update();
        }
        return old.size();
    }
}
