// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.google;

import io.lamplighter.ingest.Cursor;
import io.lamplighter.ingest.mailbox.MailboxFailure;
import java.math.BigInteger;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** A mailbox's position: one line for each stream, each of which can be lost and begun again alone. */
record GoogleCursor(MailPosition mail, EventsPosition events, TalksPosition talks) {

    private static final int VERSION = 1;
    private static final BigInteger UNSIGNED_64 = BigInteger.ONE.shiftLeft(64);

    /** What Google's tokens are made of; whatever else stands there was not put there by us. */
    private static final Pattern TOKEN = Pattern.compile("[\\w%.*+-]{0,60000}");

    static GoogleCursor parse(Cursor cursor) {
        if (cursor.isStart()) {
            return new GoogleCursor(MailPosition.START, EventsPosition.START, TalksPosition.START);
        }
        if (cursor.version() != VERSION) {
            throw MailboxFailure.StartOver.ofVersion(cursor.version());
        }
        try {
            List<String> lines = cursor.token().lines().toList();
            if (lines.size() != 3) {
                throw new IllegalArgumentException("lines");
            }
            return new GoogleCursor(mail(lines.get(0)), events(fields(lines.get(1), "events", 3)),
                    talks(fields(lines.get(2), "transcripts", 2)));
        } catch (IllegalArgumentException | DateTimeException tampered) {
            throw MailboxFailure.StartOver.notOurs();
        }
    }

    private static String[] fields(String line, String stream, int count) {
        String[] fields = line.split(" ", -1);
        if (fields.length != count + 1 || !fields[0].equals(stream)) {
            throw new IllegalArgumentException(stream);
        }
        for (String field : fields) {
            if (!TOKEN.matcher(field).matches()) {
                throw new IllegalArgumentException(stream);
            }
        }
        return fields;
    }

    /** What was written before records were given in parts has a field less. */
    private static MailPosition mail(String line) {
        boolean inParts = line.split(" ", -1).length > 9;
        String[] f = fields(line, "mail", inParts ? 9 : 8);
        BigInteger history = new BigInteger(f[1]);
        int listing = Integer.parseInt(f[5]);
        if (history.signum() < 0 || history.compareTo(UNSIGNED_64) >= 0 || listing < 0) {
            throw new IllegalArgumentException("mail");
        }
        return new MailPosition(history, inParts ? partly(f[9]) : MailPosition.Partly.NOTHING, f[2],
                Long.parseLong(f[3]), MailPosition.Stage.valueOf(f[4]), listing,
                decoded(f[6]), Long.parseLong(f[7]), Long.parseLong(f[8]));
    }

    private static MailPosition.Partly partly(String field) {
        int dash = field.indexOf('-');
        return new MailPosition.Partly(new BigInteger(field.substring(0, Math.max(0, dash))),
                field.substring(dash + 1));
    }

    private static EventsPosition events(String[] f) {
        return new EventsPosition(EventsPosition.Stage.valueOf(f[1]), decoded(f[2]), Long.parseLong(f[3]));
    }

    private static TalksPosition talks(String[] f) {
        Set<String> done = new TreeSet<>();
        for (String name : decoded(f[2]).split(",")) {
            if (!name.isEmpty()) {
                done.add(name);
            }
        }
        return new TalksPosition(Instant.ofEpochMilli(Long.parseLong(f[1])), done);
    }

    GoogleCursor with(MailPosition changed) {
        return new GoogleCursor(changed, events, talks);
    }

    GoogleCursor with(EventsPosition changed) {
        return new GoogleCursor(mail, changed, talks);
    }

    GoogleCursor with(TalksPosition changed) {
        return new GoogleCursor(mail, events, changed);
    }

    Cursor toCursor() {
        return new Cursor(GoogleConnector.NAME, VERSION, String.join("\n",
                "mail " + mail.history() + " " + mail.fingerprint() + " " + mail.since() + " " + mail.stage() + " "
                        + mail.listing() + " " + encoded(mail.page()) + " " + mail.read() + " " + mail.total() + " "
                        + mail.partly().record() + "-" + mail.partly().upTo(),
                "events " + events.stage() + " " + encoded(events.token()) + " " + events.day(),
                "transcripts " + talks.from().toEpochMilli() + " "
                        + encoded(String.join(",", new TreeSet<>(talks.done())))));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
