// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.connect;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Says with which key the secrets of this installation are sealed. A node that has not got it does not start: it would seal what the
 * others cannot open, and what it cannot open would look like mailboxes whose owners have to sign in again.
 */
public final class InstallationKey {

    private static final Logger LOG = LoggerFactory.getLogger(InstallationKey.class);

    private static final String FIND = "select coalesce(secret_key, '') from installation";
    private static final String CLAIM = "update installation set secret_key = :id where secret_key is null";
    private static final String REPLACE = "update installation set secret_key = :id where secret_key = :lost";
    private static final String SEALS = "update installation set secret_key = :id";

    private final JdbcClient jdbc;

    public InstallationKey(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * What is configured.
     *
     * @param key in base64; empty for one that is kept in a file of the data directory
     * @param former keys that secrets may still be sealed with
     * @param lost the id of a key that nobody has any more: what it sealed is given up
     */
    public record Given(String key, List<String> former, String lost, Path dataDir) {}

    /**
     * The box of this node. The first node of an installation makes a key, if none is given.
     *
     * @throws KeyRefused saying what to do, if it could not open what the others seal
     */
    public SecretBox admit(Given given) {
        String known = find().filter(id -> !id.equals(given.lost())).orElse("");
        if (!known.isEmpty() && !SecretBox.isThere(given.key(), given.dataDir())) {
            throw refused(known, "none");
        }
        SecretBox box = SecretBox.of(given.key(), given.former(), given.dataDir());
        jdbc.sql(CLAIM).param("id", box.id()).update();
        if (jdbc.sql(REPLACE).param("id", box.id()).param("lost", given.lost()).update() > 0) {
            LOG.atWarn().addKeyValue("key", given.lost())
                    .log("what this key sealed is given up; sign in to the mailboxes again, and remove lost-secret-key");
        }
        String sealing = find().orElseThrow();
        if (!box.has(sealing)) {
            throw refused(sealing, box.id());
        }
        return box;
    }

    /** All is sealed with the key of this box: nobody needs another one any more. To be called in the transaction that did it. */
    void isOnly(SecretBox box) {
        jdbc.sql(SEALS).param("id", box.id()).update();
    }

    private Optional<String> find() {
        return jdbc.sql(FIND).query(String.class).optional().filter(id -> !id.isEmpty());
    }

    private static KeyRefused refused(String wanted, String given) {
        return new KeyRefused(
                "The secrets in this database are sealed with the key whose id is " + wanted
                        + "; the key of this node is " + given + ".",
                "Give it the key of the others: set lamplighter.secret-key, or copy their secret.key into"
                        + " lamplighter.data-dir, or, while keys are being changed, name it in"
                        + " lamplighter.former-secret-keys. If that key is lost, start once with"
                        + " lamplighter.lost-secret-key=" + wanted + " and sign in to the mailboxes again.",
                null);
    }
}
