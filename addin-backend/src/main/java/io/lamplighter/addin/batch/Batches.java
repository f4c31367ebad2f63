// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.batch;

import io.lamplighter.addin.connect.SecretBox;
import io.lamplighter.crm.UserId;
import io.lamplighter.crm.sql.Fields;
import io.lamplighter.ingest.MailboxId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** What was asked for and how far it is, for all nodes. Passwords are sealed, and gone when their row is answered. */
final class Batches {

    private static final Duration KEPT = Duration.ofDays(30);

    private static final String FORGET = "delete from mailbox_batch where ended_at < :before";

    private static final String BEGIN = """
            insert into mailbox_batch (user_id, begun_at) values (:user, :now) returning batch_id
            """;

    private static final String ADD = """
            insert into mailbox_batch_row (batch_id, row_number, address, owner_email, owner_name, host, port, security,
                                           username, secret, organisation_id, since, calendar, transcripts, starts, state, answer)
            values (:batch, :row, :address, :owner, :name, :host, :port, :security, :username, :secret, :organisation,
                    :since, :calendar, :transcripts, :starts, :state, :answer)
            """;

    private static final String WAITING = """
            select row_number, address, owner_email, owner_name, host, port, security, username, secret, organisation_id,
                   since, calendar, transcripts, starts
              from mailbox_batch_row
             where batch_id = :batch and state = 'waiting'
             order by row_number
            """;

    private static final String ROWS = """
            select row_number, address, state, answer, mailbox_id
              from mailbox_batch_row
             where batch_id = :batch
             order by row_number
            """;

    // Another node may have answered it meanwhile.
    private static final String ANSWER = """
            update mailbox_batch_row
               set state = :state, answer = :answer, mailbox_id = :mailbox, secret = ''
             where batch_id = :batch and row_number = :row and state = 'waiting'
            """;

    private static final String END = """
            update mailbox_batch
               set ended_at = :now
             where batch_id = :batch
               and not exists (select from mailbox_batch_row where batch_id = :batch and state = 'waiting')
            """;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final SecretBox box;
    private final Clock clock;

    Batches(JdbcClient jdbc, TransactionTemplate transaction, SecretBox box, Clock clock) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.box = box;
        this.clock = clock;
    }

    long begin(UserId user, List<Row> rows) {
        Instant now = clock.instant();
        Long id = transaction.execute(status -> {
            jdbc.sql(FORGET).param("before", now.minus(KEPT).atOffset(ZoneOffset.UTC)).update();
            long batch = jdbc.sql(BEGIN).param("user", user.value()).param("now", now.atOffset(ZoneOffset.UTC))
                    .query(Long.class).single();
            rows.forEach(row -> add(batch, row));
            end(batch);
            return batch;
        });
        return id == null ? 0 : id;
    }

    private void add(long batch, Row row) {
        Row.Imap imap = row.imap() == null ? new Row.Imap("", 0, "", "", "") : row.imap();
        Row.OfOrganisation whole = row.organisation();
        Row.Answer answer = row.answer() == null ? new Row.Answer(Row.State.WAITING, "") : row.answer();
        boolean waits = answer.state() == Row.State.WAITING;
        jdbc.sql(ADD).param("batch", batch).param("row", row.number()).param("address", row.address())
                .param("owner", row.owner()).param("name", row.ownerName()).param("host", imap.host())
                .param("port", imap.port()).param("security", imap.security()).param("username", imap.username())
                .param("secret", waits && !imap.password().isEmpty()
                        ? box.seal(imap.password(), context(batch, row.number()))
                        : "")
                .param("organisation", whole == null ? null : whole.id())
                .param("since", row.reading().since().atOffset(ZoneOffset.UTC))
                .param("calendar", row.reading().calendar()).param("transcripts", row.reading().transcripts())
                .param("starts", row.reading().starts())
                .param("state", answer.state().word()).param("answer", answer.text()).update();
    }

    List<Row> waiting(long batch) {
        return jdbc.sql(WAITING).param("batch", batch).query((row, i) -> row(batch, row)).list();
    }

    private Row row(long batch, ResultSet row) throws SQLException {
        int number = row.getInt("row_number");
        Long organisation = row.getObject("organisation_id", Long.class);
        String secret = row.getString("secret");
        Row.Imap imap = organisation != null
                ? null
                : new Row.Imap(row.getString("host"), row.getInt("port"), row.getString("security"),
                        row.getString("username"), secret.isEmpty() ? "" : box.open(secret, context(batch, number)));
        return new Row(number, row.getString("address"), row.getString("owner_email"), row.getString("owner_name"),
                imap, organisation == null ? null : new Row.OfOrganisation(organisation),
                new Row.Reading(Fields.at(row, "since"), row.getBoolean("calendar"), row.getBoolean("transcripts"),
                        row.getBoolean("starts")),
                null);
    }

    Optional<Standing> standing(long batch) {
        List<Answered> rows = jdbc.sql(ROWS).param("batch", batch)
                .query((row, i) -> new Answered(row.getInt("row_number"), row.getString("address"),
                        row.getString("state"), row.getString("answer"),
                        Optional.ofNullable(row.getObject("mailbox_id", Long.class))))
                .list();
        return rows.isEmpty() ? Optional.empty() : Optional.of(Standing.of(batch, rows));
    }

    /** @return false where somebody else has answered it already */
    boolean answer(long batch, int row, Row.Answer answer, @Nullable MailboxId mailbox) {
        return jdbc.sql(ANSWER).param("batch", batch).param("row", row)
                .param("state", answer.state().name().toLowerCase(Locale.ROOT)).param("answer", answer.text())
                .param("mailbox", mailbox == null ? null : mailbox.value()).update() == 1;
    }

    void end(long batch) {
        jdbc.sql(END).param("batch", batch).param("now", clock.instant().atOffset(ZoneOffset.UTC)).update();
    }

    private static String context(long batch, int row) {
        return "batch:" + batch + ":" + row;
    }
}
