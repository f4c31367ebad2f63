// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.board;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

class DealChartTest {

    private final LocalDate today = LocalDate.of(2026, 11, 19);

    private ChartDays quiet(int silentBefore, UnaryOperator<ChartDays.Day> change) {
        LocalDate first = today.minusDays(ChartDays.SHOWN - 1);
        List<ChartDays.Day> days = IntStream.range(0, ChartDays.SHOWN)
                .mapToObj(i -> change.apply(ChartDays.Day.quiet(first.plusDays(i))))
                .toList();
        return new ChartDays(first.minusDays(silentBefore), 21, days);
    }

    private static UnaryOperator<ChartDays.Day> on(LocalDate date, UnaryOperator<ChartDays.Day> change) {
        return day -> day.date().equals(date) ? change.apply(day) : day;
    }

    private DealChart draw(ChartDays days) {
        return DealChart.of(days, SampleViews.WORDS);
    }

    @Test
    void theLineEndsTodayAtTheDaysOfSilence() {
        ChartDays days = SampleDeal.days();
        DealChart chart = draw(days);

        assertThat(days.silenceToday()).isEqualTo(24);
        assertThat(days.darkSince()).isEqualTo(LocalDate.of(2026, 11, 16));
        assertThat(chart.line()).endsWith(chart.now().x() + " " + chart.now().y());
        assertThat(chart.now().y()).isLessThan(chart.threshold().y());
        assertThat(chart.sentence()).isEqualTo(
                "The buyer wrote or met us on 19 days. Silence stands at 24 days; it passed the threshold of 21 on 16 Nov. "
                        + "The mailbox could not be read from 5 Oct to 7 Oct. The clock was paused from 21 Sep to 28 Sep.");
    }

    @Test
    void aWordOfTheBuyerDropsTheLineToZeroOnItsDay() {
        ChartDays days = quiet(0, on(today.minusDays(2), day -> day.with(1, 0)));

        assertThat(days.silenceToday()).isEqualTo(2);
        assertThat(days.darkSince()).isNull();
        assertThat(draw(days).line()).contains(" 236.0 ");
    }

    @Test
    void ourOwnMailChangesNothing() {
        ChartDays days = quiet(3, day -> day.with(0, 2));

        assertThat(days.silenceToday()).isEqualTo(86);
        assertThat(days.levels().getFirst().end()).isEqualTo(3);
    }

    @Test
    void aPauseHoldsTheSilenceWhereItIs() {
        ChartDays days = quiet(0, day -> day.date().isAfter(today.minusDays(80)) ? day.standingStill() : day);

        assertThat(days.silenceToday()).isEqualTo(3);
    }

    @Test
    void darknessOlderThanTheChartKeepsItsRealDate() {
        ChartDays days = quiet(30, day -> day);

        assertThat(days.darkSince()).isEqualTo(days.since().plusDays(21));
        assertThat(draw(days).bands()).containsExactly(new DealChart.Band("over", 62, 822));
    }

    @Test
    void yearsOfSilenceStayInThePicture() {
        DealChart chart = draw(quiet(900, day -> day.with(0, 40)));

        assertThat(chart.now().y()).isBetween(100.0, 236.0);
        assertThat(chart.bars()).allSatisfy(bar -> assertThat(bar.y() + bar.height()).isBetween(0.0, 125.0));
    }

    @Test
    void nothingIsDrawnBeforeTheDealWasOpened() {
        LocalDate first = today.minusDays(ChartDays.SHOWN - 1);
        ChartDays days = new ChartDays(today.minusDays(5), 21,
                IntStream.range(0, ChartDays.SHOWN).mapToObj(i -> ChartDays.Day.quiet(first.plusDays(i))).toList());

        assertThat(days.silenceToday()).isEqualTo(5);
        assertThat(Arrays.stream(draw(days).line().substring(1).split(" "))).hasSize(12);
    }

    @Test
    void theTableHoldsTheSameFigures() {
        List<DealChart.WeekRow> table = draw(SampleDeal.days()).table();

        assertThat(table).hasSize(12);
        assertThat(table.getFirst()).isEqualTo(new DealChart.WeekRow("28 Aug", "3", "2", ""));
        assertThat(table.get(5).clock()).isEqualTo("blind 5 Oct to 7 Oct");
        assertThat(table.get(6).clock()).isEqualTo("meeting on 15 Oct");
        assertThat(table.getLast()).isEqualTo(new DealChart.WeekRow("13 Nov", "0", "1", "dark since 16 Nov"));
    }

    @Test
    void aWeekNobodyCouldReadHasNoFigures() {
        assertThat(draw(quiet(0, ChartDays.Day::unread)).table())
                .allSatisfy(week -> assertThat(week.in()).isEqualTo("not known"));
    }

    @Test
    void marksAMeetingAboveTheBarOfItsDay() {
        DealChart chart = draw(quiet(0, on(today.minusDays(10), day -> day.with(1, 0).meeting())));

        assertThat(chart.meetings()).hasSize(1);
        assertThat(chart.meetings().getFirst().y()).isLessThan(chart.bars().getFirst().y());
    }
}
