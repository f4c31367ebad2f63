// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.connect;

import io.lamplighter.crm.sql.Column;
import io.lamplighter.crm.sql.Fields;
import io.lamplighter.ingest.MailboxId;
import io.lamplighter.ingest.mailbox.FolderChoice;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What somebody chose to have read of each mailbox: folders and labels, calendar, and how far back. */
public final class ReadingChoices {

    private static final String FIND = """
            select folders_chosen, left_out, also_read, calendar, transcripts, since, listed_to
              from reading_choice
             where mailbox_id = :mailbox
            """;

    private static final String FOLDERS = """
            insert into reading_choice (mailbox_id, folders_chosen, left_out, also_read)
            values (:mailbox, true, :leftOut, :read)
            on conflict (mailbox_id) do update
               set folders_chosen = true, left_out = excluded.left_out, also_read = excluded.also_read
            """;

    private static final String BESIDE = """
            insert into reading_choice (mailbox_id, calendar, transcripts)
            values (:mailbox, :calendar, :transcripts)
            on conflict (mailbox_id) do update
               set calendar = excluded.calendar, transcripts = excluded.transcripts
            """;

    // Made wider again before it was listed through: what was not listed yet is listed with the rest.
    private static final String SINCE = """
            insert into reading_choice (mailbox_id, since, listed_to)
            values (:mailbox, :since, :listedTo)
            on conflict (mailbox_id) do update
               set since = excluded.since, listed_to = greatest(reading_choice.listed_to, excluded.listed_to)
            """;

    private static final String LISTED = """
            update reading_choice set listed_to = :listedTo where mailbox_id = :mailbox
            """;

    private final JdbcClient jdbc;

    public ReadingChoices(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param areFoldersChosen false for the defaults
     * @param since empty for what was said when the mailbox was connected
     * @param listedTo down to which moment it is known what there is; empty where the window was never made wider
     */
    public record Choice(boolean areFoldersChosen, FolderChoice folders, boolean calendar, boolean transcripts,
            Optional<Instant> since, Optional<Instant> listedTo) {

        public static final Choice NONE = new Choice(false, FolderChoice.NONE, true, true, Optional.empty(),
                Optional.empty());
    }

    public Choice of(MailboxId mailbox) {
        return jdbc.sql(FIND).param("mailbox", mailbox.value()).query((row, i) -> choice(row)).optional()
                .orElse(Choice.NONE);
    }

    private static Choice choice(ResultSet row) throws SQLException {
        return new Choice(row.getBoolean("folders_chosen"),
                new FolderChoice(Set.copyOf(Fields.texts(row, "left_out")),
                        Set.copyOf(Fields.texts(row, "also_read"))),
                row.getBoolean("calendar"), row.getBoolean("transcripts"), Fields.instant(row, "since"),
                Fields.instant(row, "listed_to"));
    }

    void choose(MailboxId mailbox, FolderChoice folders) {
        jdbc.sql(FOLDERS).param("mailbox", mailbox.value()).param("leftOut", Column.text(folders.leftOut()))
                .param("read", Column.text(folders.read())).update();
    }

    void beside(MailboxId mailbox, boolean calendar, boolean transcripts) {
        jdbc.sql(BESIDE).param("mailbox", mailbox.value()).param("calendar", calendar)
                .param("transcripts", transcripts).update();
    }

    /** @param listedTo down to which moment it is known what there is */
    public void since(MailboxId mailbox, Instant since, Instant listedTo) {
        jdbc.sql(SINCE).param("mailbox", mailbox.value()).param("since", since.atOffset(ZoneOffset.UTC))
                .param("listedTo", listedTo.atOffset(ZoneOffset.UTC)).update();
    }

    void listed(MailboxId mailbox, Instant to) {
        jdbc.sql(LISTED).param("mailbox", mailbox.value()).param("listedTo", to.atOffset(ZoneOffset.UTC)).update();
    }
}
