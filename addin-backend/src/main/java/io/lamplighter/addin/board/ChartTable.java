// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.board;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/** The chart of a deal as rows of weeks, for who would rather read. */
final class ChartTable {

    private static final int WEEK = 7;

    private final ChartDays chart;
    private final Words words;

    ChartTable(ChartDays chart, Words words) {
        this.chart = chart;
        this.words = words;
    }

    List<DealChart.WeekRow> rows() {
        List<DealChart.WeekRow> rows = new ArrayList<>();
        for (int from = 0; from < chart.days().size(); from += WEEK) {
            rows.add(row(chart.days().subList(from, Math.min(from + WEEK, chart.days().size()))));
        }
        return rows;
    }

    private DealChart.WeekRow row(List<ChartDays.Day> week) {
        boolean unread = week.stream().allMatch(ChartDays.Day::blind);
        int in = week.stream().mapToInt(ChartDays.Day::in).sum();
        int out = week.stream().mapToInt(ChartDays.Day::out).sum();
        return new DealChart.WeekRow(
                date(week.getFirst().date()), unread ? "not known" : words.number(in),
                unread ? "not known" : words.number(out),
                clock(week));
    }

    private String clock(List<ChartDays.Day> week) {
        StringJoiner says = new StringJoiner(", ");
        Stretch.where(week, ChartDays.Day::paused).forEach(stretch -> says.add("paused " + span(week, stretch)));
        Stretch.where(week, ChartDays.Day::blind).forEach(stretch -> says.add("blind " + span(week, stretch)));
        week.stream().filter(ChartDays.Day::met).forEach(day -> says.add("meeting on " + date(day.date())));
        LocalDate dark = chart.darkSince();
        if (dark != null && week.stream().anyMatch(day -> day.date().equals(dark))) {
            says.add("dark since " + date(dark));
        }
        return says.toString();
    }

    private String span(List<ChartDays.Day> week, Stretch stretch) {
        String first = date(week.get(stretch.first()).date());
        return stretch.days() == 1 ? "on " + first : first + " to " + date(week.get(stretch.last()).date());
    }

    private String date(LocalDate date) {
        return words.date(date, chart.today());
    }
}
