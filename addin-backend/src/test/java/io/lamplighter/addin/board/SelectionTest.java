// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.board;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.addin.board.Filters.Chosen;
import io.lamplighter.crm.OpportunityId;
import io.lamplighter.crm.warning.OpenDeal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SelectionTest {

    private static final String NO_EVIDENCE = "[]";

    @Test
    void theNearerToTheThresholdTheHigherInTheGroupAndBadNewsBeforeAllThatIsBright() {
        List<OpenDeal> deals = List.of(ADeal.silent(1, 3).deal(), ADeal.silent(2, 60).deal(),
                ADeal.silent(3, 22).deal(), ADeal.silent(4, 15).deal(), ADeal.silent(5, 20).deal(),
                ADeal.silent(6, 1).badNews("No.", NO_EVIDENCE, -0.5).deal());

        assertThat(ids(select(deals, "", "").shown())).containsExactly(3L, 2L, 5L, 4L, 6L, 1L);
    }

    @Test
    void dealsAreFoundByTheirNamesAndByThePeopleAtTheBuyer() {
        List<OpenDeal> deals = List.of(ADeal.silent(1, 3).named("Vehicle probes").deal(), ADeal.silent(2, 3).deal(),
                ADeal.silent(3, 3).neverWritten().deal());

        assertThat(ids(search(deals, "PROBES", Set.of()))).containsExactly(1L);
        assertThat(ids(search(deals, "helen", Set.of(new OpportunityId(3))))).containsExactlyInAnyOrder(1L, 2L, 3L);
    }

    @Test
    void aNonsensicalParameterLeavesNothingOut() {
        List<OpenDeal> deals = List.of(ADeal.silent(1, 3).deal());

        Selection selection = Selection.of(deals, new Chosen("", "", "", "lots", "backwards", ""), Set.of(), "x~y");

        assertThat(selection.shown()).hasSize(1);
        assertThat(selection.sorting()).isEqualTo(Sorting.URGENCY);
    }

    @Test
    void pagesNeitherRepeatNorSwallowADealThatStaysWhileOthersComeAndGo() {
        List<OpenDeal> before = new ArrayList<>(IntStream.range(0, 100).mapToObj(i -> ADeal.silent(i, i % 60).deal())
                .toList());
        Selection first = select(before, "", "");
        String token = Sorting.URGENCY.place(first.shown().getLast()).token();
        before.remove(first.shown().getFirst());
        before.add(ADeal.silent(500, 21).deal());

        Selection second = select(before, "", token);

        assertThat(second.shown()).hasSize(Selection.PAGE).doesNotContainAnyElementsOf(first.shown());
        assertThat(LongStream.concat(first.shown().stream().mapToLong(deal -> deal.id().value()),
                LongStream.concat(second.shown().stream().mapToLong(deal -> deal.id().value()),
                        second.rest().stream().mapToLong(deal -> deal.id().value()))))
                .containsAll(LongStream.range(0, 100).boxed().toList());
    }

    @Test
    void aPageThatWasLengthenedIsBroughtUpToDateAtItsLength() {
        List<OpenDeal> deals = IntStream.range(0, 100).mapToObj(i -> ADeal.silent(i, 30).deal()).toList();

        assertThat(Selection.of(deals, Chosen.nothing(), Set.of(), "", 80).shown()).hasSize(80);
        assertThat(Selection.of(deals, Chosen.nothing(), Set.of(), "", -1).shown()).hasSize(Selection.PAGE);
        assertThat(Selection.of(deals, Chosen.nothing(), Set.of(), "", 9_999).shown()).hasSize(100);
    }

    @Test
    void aPageThatGoesOnInAGroupHasNoSecondHead() {
        List<OpenDeal> deals = IntStream.range(0, 50).mapToObj(i -> ADeal.silent(i, 30).deal()).toList();
        Selection first = select(deals, "", "");

        BoardList list = lists(deals).list(first, Chosen.nothing());
        BoardList next = lists(deals).list(select(deals, "", Sorting.URGENCY.place(first.shown().getLast()).token()),
                Chosen.nothing());

        assertThat(list.says()).isEqualTo("50, most urgent first");
        assertThat(list.groups().getFirst().head()).isEqualTo(new Group.Head(ClockState.DARK, 50, "€50,000"));
        assertThat(list.more()).isNotNull().extracting(More::label).isEqualTo("Show 10 more dark deals");
        assertThat(next.groups().getFirst().head()).isNull();
        assertThat(next.groups().getFirst().rows()).hasSize(10);
        assertThat(next.more()).isNull();
    }

    @Test
    void sortedOtherwiseThereAreNoGroupsAndEveryRowNamesItsState() {
        List<OpenDeal> deals = List.of(ADeal.silent(1, 30).worth("5", "EUR").deal(), ADeal.silent(2, 1).deal());
        Selection selection = select(deals, "amount", "");

        BoardList list = lists(deals).list(selection, Chosen.nothing());

        assertThat(ids(selection.shown())).containsExactly(2L, 1L);
        assertThat(list.groups()).singleElement().satisfies(group -> {
            assertThat(group.head()).isNull();
            assertThat(group.rows()).extracting(DealRow::chip).containsExactly(ClockState.BRIGHT.chip(),
                    ClockState.DARK.chip());
        });
    }

    @Test
    void whenNothingIsLeftTheListSaysWhatWasAskedFor() {
        List<OpenDeal> deals = List.of(ADeal.silent(1, 1).deal());
        Chosen chosen = new Chosen(deals.getFirst().owner().toString(), "Negotiation", "dark", "", "", "");

        BoardList list = lists(deals).list(Selection.of(deals, chosen, Set.of(), ""), chosen);

        assertThat(list.empty()).isNotNull().satisfies(empty -> {
            assertThat(empty.title()).isEqualTo("No dark deals for Anna Reyes in Negotiation");
            assertThat(empty.text()).isEqualTo(
                    "Three filters are on: Owner is Anna Reyes, Stage is Negotiation, State is dark.");
        });
    }

    private static Selection select(List<OpenDeal> deals, String sort, String after) {
        return Selection.of(deals, new Chosen("", "", "", "", sort, ""), Set.of(), after);
    }

    private static List<OpenDeal> search(List<OpenDeal> deals, String words, Set<OpportunityId> byPerson) {
        return Selection.of(deals, new Chosen("", "", "", "", "", words), byPerson, "").shown();
    }

    private static Lists lists(List<OpenDeal> deals) {
        return new Lists(new Rows(Map.of(), Map.of(), SampleViews.WORDS, SampleViews.NOW),
                Amounts.of(deals, SampleViews.WORDS), SampleViews.WORDS);
    }

    private static List<Long> ids(List<OpenDeal> deals) {
        return deals.stream().map(deal -> deal.id().value()).toList();
    }
}
