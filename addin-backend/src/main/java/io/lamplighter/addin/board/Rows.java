// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.board;

import io.lamplighter.crm.OpportunityId;
import io.lamplighter.crm.activity.Timelines;
import io.lamplighter.crm.warning.OpenDeal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns deals into rows of the board. */
final class Rows {

    static final int WEEKS = 6;
    private static final int DAYS = 7 * WEEKS;

    private final Map<OpportunityId, List<Timelines.Day>> days;
    private final Map<Long, String> subjects;
    private final Words words;
    private final Instant now;

    /**
     * @param days what went in and out on the days since {@link #since}
     * @param subjects of the activities that are bad news
     */
    Rows(Map<OpportunityId, List<Timelines.Day>> days, Map<Long, String> subjects, Words words, Instant now) {
        this.days = days;
        this.subjects = subjects;
        this.words = words;
        this.now = now;
    }

    static LocalDate since(LocalDate today) {
        return today.minusDays(DAYS - 1);
    }

    /** @param grouped whether the state stands above the row already */
    DealRow row(OpenDeal deal, boolean grouped) {
        return new DealRow(deal(deal), Clocks.silence(deal), chip(deal, grouped), reason(deal), bars(deal),
                new DealRow.Stage(deal.stage(), deal.stagePosition(), deal.stages()), worth(deal),
                Face.of(deal.ownerName()), null);
    }

    static DealRow.Deal deal(OpenDeal deal) {
        return new DealRow.Deal(deal.id().toString(), deal.name(), deal.accountName());
    }

    private static @Nullable Chip chip(OpenDeal deal, boolean grouped) {
        if (deal.badNews().isPresent()) {
            return Chip.badNews();
        }
        if (Clocks.isPaused(deal)) {
            return Chip.paused();
        }
        return grouped ? null : Clocks.state(deal).chip();
    }

    private String reason(OpenDeal deal) {
        Reasons reasons = new Reasons(words, now);
        return deal.badNews().map(news -> {
            String said = new News(subjects, words, now).inARow(news);
            return Clocks.state(deal) == ClockState.BRIGHT && !Clocks.isPaused(deal)
                    ? said
                    : said + " " + reasons.row(deal);
        }).orElseGet(() -> reasons.row(deal));
    }

    private DealRow.Worth worth(OpenDeal deal) {
        LocalDate today = words.day(now);
        String closes = deal.closes()
                .map(date -> (date.isBefore(today) ? "due " : "closes ") + words.date(date, today)).orElse("");
        return new DealRow.Worth(words.money(Amounts.of(deal)), closes);
    }

    /** Weeks of seven days, the last one ending today. A week we may not have seen, and of which we know nothing, is a gap. */
    private InOutBars bars(OpenDeal deal) {
        LocalDate first = since(words.day(now));
        int[] in = new int[WEEKS];
        int[] out = new int[WEEKS];
        for (Timelines.Day day : days.getOrDefault(deal.id(), List.of())) {
            int week = Math.clamp(Words.days(first, day.day()) / 7, 0, WEEKS - 1);
            in[week] += day.inbound();
            out[week] += day.outbound();
        }
        LocalDate blindFrom = blindFrom(deal);
        List<InOutBars.Week> weeks = new ArrayList<>();
        for (int week = 0; week < WEEKS; week++) {
            boolean unseen = blindFrom != null && !first.plusDays(7L * week + 6).isBefore(blindFrom);
            weeks.add(unseen && in[week] + out[week] == 0
                    ? InOutBars.Week.unread()
                    : InOutBars.Week.of(in[week], out[week]));
        }
        return InOutBars.of(weeks);
    }

    private @Nullable LocalDate blindFrom(OpenDeal deal) {
        if (Clocks.state(deal) != ClockState.BLIND) {
            return null;
        }
        return deal.blindness().flatMap(OpenDeal.Blindness::since).map(words::day).orElse(LocalDate.EPOCH);
    }
}
