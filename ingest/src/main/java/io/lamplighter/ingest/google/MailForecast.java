// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.google;

import io.lamplighter.ingest.mailbox.Forecast;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Says how much mail there is, for the price of six messages. Gmail's own estimates are round numbers, so a window is counted
 * as far as three pages of ids reach, and worked out beyond from how densely they lie.
 */
final class MailForecast {

    /** Of 500 ids each. */
    private static final int PAGES = 3;

    private final GoogleCalls calls;
    private final MailLists lists;
    private final MailDays days;
    private final MailSelection selection;
    private final Clock clock;

    MailForecast(GoogleCalls calls, MailLists lists, MailDays days, MailSelection selection) {
        this.calls = calls;
        this.lists = lists;
        this.days = days;
        this.selection = selection;
        this.clock = calls.clock();
    }

    Forecast of(List<Instant> since) {
        Integer total = calls.plainMail(GmailUnits.PROFILE, () -> calls.mail().getProfile(calls.user()))
                .getMessagesTotal();
        long all = total == null ? Long.MAX_VALUE : total;
        List<Forecast.Volume> volumes = new ArrayList<>();
        for (Instant from : since) {
            volumes.add(from.isAfter(Instant.EPOCH)
                    ? window(from, all)
                    // Drafts and chats are in Gmail's total.
                    : new Forecast.Volume(from, all, false));
        }
        return new Forecast(volumes, calls.units().perMinute() / GmailUnits.GET);
    }

    private Forecast.Volume window(Instant from, long all) {
        MailLists.Some some = lists.some(selection.everything() + " after:" + (from.getEpochSecond() - 1), PAGES);
        if (some.complete() || some.ids().isEmpty()) {
            return new Forecast.Volume(from, some.ids().size(), true);
        }
        Duration listed = Duration.between(days.received(some.ids().getLast()), clock.instant());
        Duration wanted = Duration.between(from, clock.instant());
        long worked = some.ids().size() * wanted.toSeconds() / Math.max(1, listed.toSeconds());
        return new Forecast.Volume(from, Math.min(all, Math.max(some.ids().size(), worked)), false);
    }
}
