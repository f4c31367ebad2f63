// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.ledger;

import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Keeps pages and those who make somebody known apart. What a page leaves out because nobody knows its people is found again by a
 * look at what is stored; a page that is being stored meanwhile would be missed by that look, and stay left out for good.
 *
 * <p>Locks of PostgreSQL's lock table and not of a row: there whoever waits for all pages has its turn before the pages that come
 * after it, while a row that is share-locked again and again can be waited for for ever.
 */
final class Directory {

    private static final String GENERATION = "select generation from directory";
    private static final String RAISE = "update directory set generation = generation + 1";

    // Of the table's own number, so that no other lock has the same; 1 is for people and companies, 2 for places of meetings.
    private static final String HOLD = "select pg_advisory_xact_lock_shared('directory'::regclass::oid::int, :what)";
    private static final String CLOSE = "select pg_advisory_xact_lock('directory'::regclass::oid::int, :what)";

    private static final int PEOPLE = 1;
    private static final int PLACES = 2;

    private final JdbcClient jdbc;

    Directory(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** To be asked before a page is decided on. */
    long generation() {
        return jdbc.sql(GENERATION).query(Long.class).single();
    }

    /**
     * Lets nobody become known until the transaction ends. To be called before it locks anything that belongs to several mailboxes.
     */
    void hold() {
        lock(HOLD, PEOPLE);
    }

    /** @throws ConcurrencyFailureException if somebody became known since the generation was asked for */
    void hold(long generation) {
        hold();
        // A statement of its own: it sees what was committed while the lock was waited for.
        if (generation() != generation) {
            throw new ConcurrencyFailureException("somebody became known while a page was being decided on");
        }
    }

    /** Waits for the pages that are being stored; those that were decided on before are decided again. */
    void raise() {
        lock(CLOSE, PEOPLE);
        jdbc.sql(RAISE).update();
    }

    /** Lets no meeting become known until the transaction ends. To be called last in it. */
    void holdPlaces() {
        lock(HOLD, PLACES);
    }

    /** Waits for the pages that look whether a meeting is known. To be called last in a transaction. */
    void closePlaces() {
        lock(CLOSE, PLACES);
    }

    private void lock(String sql, int what) {
        jdbc.sql(sql).param("what", what).query(row -> {});
    }
}
