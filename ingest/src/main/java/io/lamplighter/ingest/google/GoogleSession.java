// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.google;

import io.lamplighter.ingest.Cursor;
import io.lamplighter.ingest.SourceId;
import io.lamplighter.ingest.mailbox.Change;
import io.lamplighter.ingest.mailbox.ChangePage;
import io.lamplighter.ingest.mailbox.Forecast;
import io.lamplighter.ingest.mailbox.MailboxFolder;
import io.lamplighter.ingest.mailbox.MailboxSession;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * One run over an account: mail that is new first, then the newest page of all mail, the calendar and transcripts, then
 * the rest of the mail back to the oldest.
 */
final class GoogleSession implements MailboxSession {

    private final MailStream mail;
    private final SideStreams beside;
    private final SingleSources single;
    private final MailDays days;
    private final MailLabels labels;
    private final MailForecast forecast;
    private final Runnable done;

    GoogleSession(MailStream mail, SideStreams beside, SingleSources single, MailDays days, MailLabels labels,
            MailForecast forecast, Runnable done) {
        this.done = done;
        this.forecast = forecast;
        this.labels = labels;
        this.mail = mail;
        this.beside = beside;
        this.single = single;
        this.days = days;
    }

    @Override
    public ChangePage changesAfter(Cursor cursor) {
        GoogleCursor stored = GoogleCursor.parse(cursor);
        MailPosition settled = mail.settle(stored.mail());
        Step news = settled.equals(stored.mail())
                ? mail.news(stored)
                : new Step(List.of(), stored.with(settled));
        return news.changes().isEmpty() ? rest(news.next()) : page(news);
    }

    private ChangePage rest(GoogleCursor cursor) {
        MailPosition position = cursor.mail();
        boolean reading = position.stage() == MailPosition.Stage.READING;
        // Somebody is looking at an empty board: the last weeks before everything else.
        if (reading && position.listing() == 0 && position.page().isEmpty() && position.read() == 0) {
            return page(mail.backlog(cursor));
        }
        Optional<Step> aside = beside.next(cursor);
        if (aside.isPresent()) {
            return page(aside.get());
        }
        if (reading) {
            return page(mail.backlog(cursor));
        }
        if (position.stage() == MailPosition.Stage.SWEEPING) {
            return page(mail.sweep(cursor));
        }
        beside.failIfOneDid();
        return page(new Step(List.of(), cursor));
    }

    private ChangePage page(Step step) {
        GoogleCursor next = step.next();
        boolean more = mail.hasNews(next) || next.mail().stage() != MailPosition.Stage.DONE || beside.haveWork(next);
        return new ChangePage(step.changes(), next.toCursor(), more, mail.newsAfter(next) + next.mail().remaining(),
                notices());
    }

    private List<String> notices() {
        List<String> notices = new ArrayList<>(beside.notices());
        if (mail.wasLost()) {
            notices.add(
                    "Gmail no longer knew where reading had stopped. All mail is read again; nothing is stored twice.");
        }
        return notices;
    }

    @Override
    public List<Change> fetch(Collection<SourceId> sources) {
        return single.fetch(sources);
    }

    @Override
    public List<Listed> listed(LocalDate first, LocalDate last) {
        List<Listed> listed = new ArrayList<>(days.listed(first, last));
        listed.addAll(beside.listed(first, last));
        return listed;
    }

    @Override
    public List<MailboxFolder> folders() {
        return labels.described();
    }

    @Override
    public Forecast forecast(List<Instant> since) {
        return forecast.of(since);
    }

    @Override
    public boolean reachesBackByItself() {
        return true;
    }

    @Override
    public void close() {
        // Connections belong to the transport, which all mailboxes share.
        done.run();
    }
}
