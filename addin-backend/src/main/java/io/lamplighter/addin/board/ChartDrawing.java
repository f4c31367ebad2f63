// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.board;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/** Puts the days of one deal on paper. */
final class ChartDrawing {

    private static final double LEFT = 62;
    private static final double RIGHT = 884;
    private static final double ZERO = 236;
    private static final double CEILING = 130;
    private static final double IN_FOOT = 75;
    private static final double OUT_HEAD = 77;
    private static final double IN_FULL = 55;
    private static final double OUT_FULL = 39;

    private final ChartDays chart;
    private final List<ChartDays.Day> days;
    private final List<ChartDays.Level> levels;
    private final Words words;
    private final double step;
    private final double perDay;

    ChartDrawing(ChartDays chart, Words words) {
        this.chart = chart;
        this.days = chart.days();
        this.levels = chart.levels();
        this.words = words;
        this.step = (RIGHT - LEFT) / days.size();
        int highest = levels.stream().mapToInt(ChartDays.Level::reached).max().orElse(0);
        this.perDay = (ZERO - CEILING) / Math.max(highest * 1.06, chart.threshold() * 1.31);
    }

    DealChart draw() {
        double last = LEFT + step * (days.size() - 0.5);
        return new DealChart(
                bars(), meetings(), bands(), ticks(), line(), area(),
                new DealChart.Level(chart.threshold(), y(chart.threshold())),
                new DealChart.Box("now", Round.tenths(last), y(chart.silenceToday()), 0),
                labels(), new ChartSentence(chart, words).say(), new ChartTable(chart, words).rows());
    }

    /** The left edge of a day. */
    private double x(int day) {
        return Round.tenths(LEFT + step * day);
    }

    private double y(int silence) {
        return Round.tenths(ZERO - perDay * silence);
    }

    private List<DealChart.Box> bars() {
        int most = days.stream().mapToInt(day -> Math.max(day.in(), day.out())).max().orElse(0);
        int full = Math.max(3, most);
        List<DealChart.Box> bars = new ArrayList<>();
        for (int i = 0; i < days.size(); i++) {
            double x = Round.tenths(x(i) + 1.1);
            double in = Round.tenths(IN_FULL * days.get(i).in() / full);
            double out = Round.tenths(OUT_FULL * days.get(i).out() / full);
            if (in > 0) {
                bars.add(new DealChart.Box("in", x, Round.tenths(IN_FOOT - in), in));
            }
            if (out > 0) {
                bars.add(new DealChart.Box("out", x, OUT_HEAD, out));
            }
        }
        return bars;
    }

    /** Each above the bar of its day. */
    private List<DealChart.Box> meetings() {
        List<DealChart.Box> circles = new ArrayList<>();
        for (int i = 0; i < days.size(); i++) {
            if (days.get(i).met()) {
                int at = i;
                double top = bars().stream()
                        .filter(bar -> bar.kind().equals("in") && bar.x() == Round.tenths(x(at) + 1.1))
                        .mapToDouble(DealChart.Box::y)
                        .findFirst()
                        .orElse(IN_FOOT);
                circles.add(new DealChart.Box("meet", Round.tenths(x(i) + step / 2), Round.tenths(top - 8), 0));
            }
        }
        return circles;
    }

    private List<DealChart.Band> bands() {
        List<DealChart.Band> bands = new ArrayList<>();
        Stretch.where(days, ChartDays.Day::paused).forEach(stretch -> bands.add(band("pause", stretch)));
        Stretch.where(days, ChartDays.Day::blind).forEach(stretch -> bands.add(band("blind", stretch)));
        if (chart.darkSince() != null) {
            bands.add(band("over", new Stretch(firstDark(), days.size() - 1)));
        }
        return bands;
    }

    private DealChart.Band band(String kind, Stretch stretch) {
        return new DealChart.Band(kind, x(stretch.first()), Round.tenths(step * stretch.days()));
    }

    private int firstDark() {
        LocalDate since = chart.darkSince();
        return since == null ? days.size() : Math.max(0, Words.days(days.getFirst().date(), since));
    }

    private List<DealChart.Tick> ticks() {
        List<DealChart.Tick> ticks = new ArrayList<>();
        for (int i = 0; i < days.size(); i++) {
            LocalDate date = days.get(i).date();
            if (date.getDayOfWeek() == DayOfWeek.MONDAY) {
                // The last label would run into "today".
                boolean labelled = ticks.size() % 2 == 0 && x(i) < RIGHT - 60;
                ticks.add(new DealChart.Tick(x(i), labelled ? words.date(date, chart.today()) : null));
            }
        }
        return ticks;
    }

    private String line() {
        StringJoiner points = new StringJoiner(" ");
        for (int i = 0; i < days.size(); i++) {
            ChartDays.Level level = levels.get(i);
            if (level.known()) {
                double x = Round.tenths(LEFT + step * (i + 0.5));
                points.add(x + " " + y(level.reached()));
                if (level.end() != level.reached()) {
                    points.add(x + " " + y(level.end()));
                }
            }
        }
        return "M" + points;
    }

    private String area() {
        int first = 0;
        while (first < days.size() - 1 && !levels.get(first).known()) {
            first++;
        }
        double from = Round.tenths(LEFT + step * (first + 0.5));
        double to = Round.tenths(LEFT + step * (days.size() - 0.5));
        return line() + " " + to + " " + ZERO + " " + from + " " + ZERO + "Z";
    }

    private List<DealChart.Label> labels() {
        List<DealChart.Label> labels = new ArrayList<>();
        for (Stretch stretch : Stretch.where(days, ChartDays.Day::paused)) {
            labels.add(above(stretch, "Paused", ""));
        }
        for (Stretch stretch : Stretch.where(days, ChartDays.Day::blind)) {
            labels.add(above(stretch, "Blind", "blind-text"));
        }
        LocalDate dark = chart.darkSince();
        if (dark != null) {
            labels.add(new DealChart.Label("Dark since " + words.date(dark, chart.today()), 880, 9, "end", "strong"));
        }
        double now = y(chart.silenceToday());
        labels.add(new DealChart.Label(words.days(chart.silenceToday()), RIGHT - 15, Math.min(now - 6, ZERO - 12),
                "end", "strong"));
        return labels;
    }

    private DealChart.Label above(Stretch stretch, String text, String kind) {
        double middle = LEFT + step * (stretch.first() + stretch.days() / 2.0);
        return new DealChart.Label(text, Round.tenths(Math.clamp(middle, LEFT + 20, RIGHT - 20)), 9, "middle", kind);
    }
}
