// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.batch;

import io.lamplighter.addin.oauth.Organisation;
import io.lamplighter.addin.oauth.Organisations;
import io.lamplighter.crm.UserId;
import io.lamplighter.crm.mailbox.MailboxState;
import io.lamplighter.crm.mailbox.Mailboxes;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Takes in what is to be connected, looks at every row, and hands the rest to the schedule. */
public final class BatchDesk {

    private final Batches batches;
    private final BatchSchedule schedule;
    private final Mailboxes mailboxes;
    private final Organisations organisations;
    private final Clock clock;

    BatchDesk(Batches batches, BatchSchedule schedule, Mailboxes mailboxes, Organisations organisations, Clock clock) {
        this.batches = batches;
        this.schedule = schedule;
        this.mailboxes = mailboxes;
        this.organisations = organisations;
        this.clock = clock;
    }

    /**
     * Says what is wrong with a file without storing or trying anything.
     *
     * @throws BatchRefused if it is no such file
     */
    public Standing check(byte[] csv) {
        return Standing.of(0, rows(csv).stream().map(row -> new Answered(row.number(), row.address(),
                row.answer() == null ? "waiting" : row.answer().state().word(),
                row.answer() == null ? "" : row.answer().text(), Optional.empty())).toList());
    }

    /**
     * Begins to connect what the file names. Rows that are wrong are answered at once and hold nobody up.
     *
     * @throws BatchRefused if it is no such file; nothing was stored
     */
    public Standing begin(byte[] csv, UserId user) {
        return begin(rows(csv), user);
    }

    private List<Row> rows(byte[] csv) {
        Map<String, String> connected = mailboxes.all().stream()
                .collect(Collectors.toMap(MailboxState::address, MailboxState::ownerName));
        return new BatchFile(connected, organisations, clock.instant()).read(csv);
    }

    /**
     * How mailboxes of an organisation are read.
     *
     * @param days how far back; 0 for everything there is
     * @param starts false where somebody is asked first, of each of them
     */
    public record How(int days, boolean calendar, boolean transcripts, boolean starts) {}

    /** @throws BatchRefused if they are none or too many; nothing was stored */
    public Standing begin(Organisation organisation, Collection<String> addresses, How how, UserId user) {
        Set<String> wanted = new LinkedHashSet<>();
        addresses.stream().map(address -> address.strip().toLowerCase(Locale.ROOT))
                .filter(address -> !address.isEmpty()).forEach(wanted::add);
        if (wanted.isEmpty()) {
            throw new BatchRefused("Choose somebody, or type an address.");
        }
        if (wanted.size() > BatchFile.MOST_ROWS) {
            throw new BatchRefused("These are more than 2,000 mailboxes. Connect them in parts.");
        }
        Row.OfOrganisation way = new Row.OfOrganisation(organisation.id());
        Row.Reading reading = new Row.Reading(BatchRow.since(how.days(), clock.instant()), how.calendar(),
                how.transcripts(), how.starts());
        List<Row> rows = new ArrayList<>();
        for (String address : wanted) {
            rows.add(row(rows.size() + 1, address, way, reading));
        }
        return begin(rows, user);
    }

    private Row row(int number, String address, Row.OfOrganisation way, Row.Reading reading) {
        return address.matches("[^@\\s]+@[^@\\s]+")
                ? new Row(number, address, "", "", null, way, reading, null)
                : Row.wrong(number, address.length() > 60 ? address.substring(0, 60) + "…" : address,
                        "This is not an address.");
    }

    private Standing begin(List<Row> rows, UserId user) {
        long batch = batches.begin(user, rows);
        if (rows.stream().anyMatch(row -> row.answer() == null)) {
            schedule.begin(batch);
        }
        return batches.standing(batch).orElseThrow();
    }

    /** How it stands; empty for one that is not known any more. */
    public Optional<Standing> standing(long batch) {
        Optional<Standing> standing = batches.standing(batch);
        // The word to the schedule may have got lost with the node that gave it.
        standing.filter(s -> s.waiting() > 0).ifPresent(s -> schedule.begin(batch));
        return standing;
    }
}
