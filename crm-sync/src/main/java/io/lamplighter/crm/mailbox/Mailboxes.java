// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.mailbox;

import io.lamplighter.crm.UserId;
import io.lamplighter.crm.directory.OurAddresses;
import io.lamplighter.crm.directory.User;
import io.lamplighter.crm.sql.Column;
import io.lamplighter.ingest.MailboxId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The mailboxes that are connected. */
public final class Mailboxes {

    private static final String ADD = """
            insert into mailbox (user_id, connector, address)
            values (:user, :connector, :address)
            on conflict (address) do nothing
            returning mailbox_id
            """;

    // Whoever lets it be read again has it due from now on, not since it was read last.
    private static final String PAUSE = """
            update mailbox
               set paused = :paused, next_attempt_at = case when :paused then next_attempt_at else now() end
             where mailbox_id = :mailbox
            """;

    private static final String AWAIT = """
            update mailbox
               set waiting = :waiting, next_attempt_at = case when :waiting then next_attempt_at else now() end
             where mailbox_id = :mailbox
            """;

    // The turn that is going on ends with it: what it finds out is about the connection as it was.
    private static final String RECONNECTED = """
            update mailbox
               set needs_sign_in = false, failure = null, failing_since = null, failures = 0, asked_to_wait = interval '0',
                   next_attempt_at = now(), turn = turn + 1, turn_node = null, turn_until = null
             where mailbox_id = :mailbox
            """;

    private static final String BREAK_OFF = """
            update mailbox set turn = turn + 1, turn_node = null, turn_until = null where mailbox_id = :mailbox
            """;

    private static final String IMPORTING = """
            select exists (select from mailbox
                            where history_complete_at is null and not paused and failing_since is null
                              and import_started_at is not null)
            """;

    private static final String REMOVE = "delete from mailbox where mailbox_id = :mailbox";

    private final JdbcClient jdbc;
    private final TurnRows turns;

    public Mailboxes(JdbcClient jdbc) {
        this.jdbc = jdbc;
        this.turns = new TurnRows(jdbc);
    }

    /**
     * Adds a mailbox. Its domain becomes one of ours, unless it is a freemail domain or that of an account.
     *
     * @return empty when a mailbox with this address is connected already
     */
    public Optional<MailboxId> add(User owner, String connector, String address) {
        Optional<MailboxId> id = addByItsOwner(owner, connector, address);
        if (id.isPresent()) {
            new OurAddresses(jdbc).addDomain(domain(address));
        }
        return id;
    }

    /**
     * The same where its owner connects it, who does not decide what is ours: people have mailboxes at customers, too. Its domain
     * becomes one of ours only where the owner's own address has it.
     */
    public Optional<MailboxId> addByItsOwner(User owner, String connector, String address) {
        String lower = address.toLowerCase(Locale.ROOT);
        Optional<MailboxId> id = jdbc.sql(ADD).param("user", owner.id().value()).param("connector", connector)
                .param("address", lower).query(Long.class).optional().map(MailboxId::new);
        if (id.isPresent() && domain(lower).equals(domain(owner.email()))) {
            new OurAddresses(jdbc).addDomain(domain(lower));
        }
        return id;
    }

    private static String domain(String address) {
        return address.substring(address.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
    }

    public List<MailboxState> all() {
        return jdbc.sql(StateRows.SELECT + "order by m.address").query(StateRows::state).list();
    }

    /** Whether history is being read anywhere. */
    public boolean isAnyImporting() {
        return jdbc.sql(IMPORTING).query(Boolean.class).single();
    }

    /** Those of one person. */
    public List<MailboxState> of(UserId owner) {
        return jdbc.sql(StateRows.SELECT + "where m.user_id = :owner order by m.address").param("owner", owner.value())
                .query(StateRows::state).list();
    }

    public Optional<MailboxState> find(MailboxId mailbox) {
        return jdbc.sql(StateRows.SELECT + "where m.mailbox_id = :mailbox").param("mailbox", mailbox.value())
                .query(StateRows::state).optional();
    }

    /** Those of them that are connected, by address. */
    public Map<String, MailboxState> byAddresses(Collection<String> addresses) {
        return jdbc.sql(StateRows.SELECT + "where m.address = any (:addresses)")
                .param("addresses", Column.text(addresses, address -> address.toLowerCase(Locale.ROOT)))
                .query(StateRows::state).list().stream()
                .collect(Collectors.toMap(MailboxState::address, Function.identity()));
    }

    public Optional<MailboxState> byAddress(String address) {
        return jdbc.sql(StateRows.SELECT + "where m.address = :address")
                .param("address", address.toLowerCase(Locale.ROOT))
                .query(StateRows::state).optional();
    }

    /** A run came to the end of what the provider had. */
    public void succeeded(MailboxId mailbox, Instant now, Instant next) {
        succeeded(mailbox, now, next, List.of());
    }

    /** The same, with what an admin should know although reading works. */
    public void succeeded(MailboxId mailbox, Instant now, Instant next, List<String> notices) {
        turns.succeeded(mailbox, now, next, notices);
    }

    /** A run stored something and has more to do. */
    public void goesOn(MailboxId mailbox, Instant now) {
        rests(mailbox, now, Duration.ZERO);
    }

    /** The same, and its provider allows no more for so long. */
    public void rests(MailboxId mailbox, Instant now, Duration rest) {
        turns.rests(mailbox, now, rest);
    }

    /**
     * A run was turned away.
     *
     * @param next when it will be tried again; empty when a person has to act first
     */
    public void failed(MailboxId mailbox, Instant now, String failure, Optional<Instant> next) {
        failed(mailbox, now, failure, next, Duration.ZERO);
    }

    /** The same, where the provider asked us to wait. */
    public void failed(MailboxId mailbox, Instant now, String failure, Optional<Instant> next, Duration asked) {
        turns.failed(mailbox, now, failure, next, asked);
    }

    public void pause(MailboxId mailbox, boolean paused) {
        jdbc.sql(PAUSE).param("mailbox", mailbox.value()).param("paused", paused).update();
    }

    /** Nothing is read until somebody has said how far back. */
    public void await(MailboxId mailbox, boolean waiting) {
        jdbc.sql(AWAIT).param("mailbox", mailbox.value()).param("waiting", waiting).update();
    }

    /** Settings were changed: what failed before says nothing any more. */
    public void reconnected(MailboxId mailbox) {
        jdbc.sql(RECONNECTED).param("mailbox", mailbox.value()).update();
    }

    /** Somebody asks for another attempt although the last one was refused until somebody signs in. */
    public void tryAgain(MailboxId mailbox) {
        jdbc.sql("update mailbox set needs_sign_in = false, next_attempt_at = now()"
                + " where mailbox_id = :mailbox and needs_sign_in")
                .param("mailbox", mailbox.value()).update();
    }

    /**
     * Ends the turn that is going on, if there is one: nothing more of it is stored. To be called before what takes long with the
     * mailbox locked, because the node that has the turn renews all its turns at once.
     */
    public void breakOff(MailboxId mailbox) {
        jdbc.sql(BREAK_OFF).param("mailbox", mailbox.value()).update();
    }

    /** Gives it to somebody else, with all that it told. */
    public void give(MailboxId mailbox, User owner) {
        jdbc.sql("update mailbox set user_id = :owner where mailbox_id = :mailbox").param("mailbox", mailbox.value())
                .param("owner", owner.id().value()).update();
    }

    /** Erases what only this mailbox told. To be called in the transaction that removes it. */
    public void erase(MailboxId mailbox) {
        new Erasure(jdbc).erase(mailbox);
    }

    /** Forgets the mailbox and its ledger. What it told about deals stays. */
    public void remove(MailboxId mailbox) {
        jdbc.sql(REMOVE).param("mailbox", mailbox.value()).update();
    }
}
