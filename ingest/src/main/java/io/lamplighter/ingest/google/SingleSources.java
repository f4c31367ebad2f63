// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.google;

import io.lamplighter.ingest.SourceId;
import io.lamplighter.ingest.mailbox.Change;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Reads what is named one by one, for repair. */
final class SingleSources {

    private final GoogleCalls calls;
    private final MailReader mail;
    private final EventStream events;
    private final Talks talks;

    SingleSources(GoogleCalls calls, MailReader mail, EventStream events, Talks talks) {
        this.calls = calls;
        this.mail = mail;
        this.events = events;
        this.talks = talks;
    }

    List<Change> fetch(Collection<SourceId> sources) {
        List<Change> changes = new ArrayList<>();
        List<String> ids = new ArrayList<>();
        for (SourceId source : sources) {
            if (source.value().startsWith(MailReader.PREFIX)) {
                ids.add(source.value().substring(MailReader.PREFIX.length()));
            } else if (source.value().startsWith(EventStream.PREFIX)) {
                changes.add(events.single(source.value().substring(EventStream.PREFIX.length())));
            } else if (source.value().startsWith(Talks.PREFIX)) {
                changes.addAll(talks.again(source.value().substring(Talks.PREFIX.length())));
            } else if (source.value().startsWith(Talks.ATTENDANCE)) {
                talks.attendanceAgain(source.value().substring(Talks.ATTENDANCE.length())).ifPresent(changes::add);
            } else {
                changes.add(new Change.Vanished(source));
            }
        }
        for (int begin = 0; begin < ids.size(); begin += MailStream.PAGE) {
            List<String> some = ids.subList(begin, Math.min(ids.size(), begin + MailStream.PAGE));
            calls.units().require(GmailUnits.GET * some.size());
            changes.addAll(mail.read(some));
        }
        return changes;
    }
}
