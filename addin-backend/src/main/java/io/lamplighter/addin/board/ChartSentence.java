// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.board;

import java.time.LocalDate;
import java.util.StringJoiner;

/** Says what is to be seen in the chart of a deal. */
final class ChartSentence {

    private final ChartDays chart;
    private final Words words;

    ChartSentence(ChartDays chart, Words words) {
        this.chart = chart;
        this.words = words;
    }

    String say() {
        StringJoiner sentences = new StringJoiner(" ");
        long heard = chart.days().stream().filter(ChartDays.Day::heard).count();
        sentences.add(
                heard == 0
                        ? "The buyer did not write in these weeks."
                        : "The buyer wrote or met us on " + words.days((int) heard) + ".");
        sentences.add(silence());
        for (Stretch stretch : Stretch.where(chart.days(), ChartDays.Day::blind)) {
            sentences.add("The mailbox could not be read " + span(stretch) + ".");
        }
        for (Stretch stretch : Stretch.where(chart.days(), ChartDays.Day::paused)) {
            sentences.add("The clock was paused " + span(stretch) + ".");
        }
        return sentences.toString();
    }

    private String silence() {
        int today = chart.silenceToday();
        String now = "Silence stands at " + words.days(today);
        LocalDate dark = chart.darkSince();
        if (dark != null) {
            return now + "; it passed the threshold of " + chart.threshold() + " on " + date(dark) + ".";
        }
        return now + " of " + chart.threshold() + ".";
    }

    private String span(Stretch stretch) {
        LocalDate first = chart.days().get(stretch.first()).date();
        LocalDate last = chart.days().get(stretch.last()).date();
        return first.equals(last) ? "on " + date(first) : "from " + date(first) + " to " + date(last);
    }

    private String date(LocalDate date) {
        return words.date(date, chart.today());
    }
}
