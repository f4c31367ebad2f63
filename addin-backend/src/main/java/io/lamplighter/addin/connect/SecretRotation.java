// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.connect;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Seals stored secrets anew with the key that seals now, so that a former key can be forgotten. */
public final class SecretRotation {

    /** A column of secrets; each is sealed for what {@code id} names. */
    private record Place(String table, String id, String column, String context) {

        Place(String table, String column, String context) {
            this(table, "mailbox_id", column, context);
        }

        String read() {
            return "select ctid::text as place, " + id + " as id, " + column + " as secret from " + table + " where "
                    + column
                    + " <> '' for update";
        }

        String write() {
            return "update " + table + " set " + column + " = :secret where ctid = :place::tid";
        }
    }

    // Names of ours, never of anybody else's making.
    private static final List<Place> PLACES = List.of(new Place("imap_connection", "secret", "imap:"),
            new Place("oauth_connection", "refresh_token", "oauth:"),
            new Place("oauth_connection", "access_token", "oauth:"), new Place("push_subscription", "secret", "push:"),
            new Place("webhook", "webhook_id", "url", "webhook:"),
            new Place("webhook", "webhook_id", "secret", "webhook:"));

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final SecretBox box;

    public SecretRotation(JdbcClient jdbc, TransactionTemplate transaction, SecretBox box) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.box = box;
    }

    private record Sealed(String place, long id, String secret) {}

    /**
     * All or nothing.
     *
     * @return how many were sealed with a former key until now
     * @throws IllegalStateException if one of them opens with none of the keys
     */
    public int rotate() {
        Integer rotated = transaction.execute(status -> PLACES.stream().mapToInt(this::rotate).sum());
        return rotated == null ? 0 : rotated;
    }

    private int rotate(Place place) {
        List<Sealed> old = jdbc.sql(place.read())
                .query((row, i) -> new Sealed(row.getString("place"), row.getLong("id"),
                        row.getString("secret")))
                .list().stream().filter(sealed -> box.isOld(sealed.secret())).toList();
        for (Sealed sealed : old) {
            String context = place.context() + sealed.id();
            jdbc.sql(place.write()).param("place", sealed.place())
                    .param("secret", box.seal(box.open(sealed.secret(), context), context)).update();
        }
        return old.size();
    }
}
