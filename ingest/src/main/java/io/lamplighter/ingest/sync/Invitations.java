// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.sync;

import io.lamplighter.ingest.calendar.CalendarContent;
import io.lamplighter.ingest.calendar.CalendarReader;
import io.lamplighter.ingest.calendar.CalendarWriter;
import io.lamplighter.ingest.calendar.Method;
import io.lamplighter.ingest.mime.Message;
import io.lamplighter.ingest.mime.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Finds what a mail says about meetings (iMIP, RFC 6047): invitations, answers, cancellations. */
final class Invitations {

    /** A calendar that asks nothing of anybody is a file like any other: a holiday list, the dates of a trade fair. */
    private static final Set<Method> SPEAKS = Set.of(Method.REQUEST, Method.REPLY, Method.ADD, Method.CANCEL,
            Method.COUNTER, Method.DECLINECOUNTER);
    private static final int MOST_PARTS = 20;
    private static final int MOST_NOTICES = 50;

    private final CalendarReader reader;

    Invitations(CalendarReader reader) {
        this.reader = reader;
    }

    /** The first calendar part that says something; programs add the same as a file once more. */
    Notice in(Message message, String written) {
        List<Part> calendars = new ArrayList<>();
        collect(message.root(), calendars);
        for (Part part : calendars) {
            String text = part.text();
            CalendarContent content = reader.read(text, Method.named(part.typeParameter("method")));
            if (SPEAKS.contains(content.method()) && !content.meetings().isEmpty()
                    && content.meetings().size() <= MOST_NOTICES) {
                boolean said = text.toUpperCase(Locale.ROOT).contains("\nMETHOD:");
                Notice notice = Notice.of(said ? text : CalendarWriter.write(content.meetings()), content.meetings());
                return notice.comment().isEmpty() && !notice.said().isAnswer() && notice.said().maySayMore()
                        ? notice.commented(OwnWords.in(written, content.meetings()))
                        : notice;
            }
        }
        return Notice.NONE;
    }

    private static void collect(Part part, List<Part> calendars) {
        if (part.isMultipart()) {
            part.children().forEach(child -> collect(child, calendars));
        } else if ((part.type().equals("text/calendar") || part.type().equals("application/ics"))
                && calendars.size() < MOST_PARTS) {
            calendars.add(part);
        }
    }
}
