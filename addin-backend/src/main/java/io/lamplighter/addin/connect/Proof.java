// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.connect;

import io.lamplighter.addin.board.Csv;
import io.lamplighter.crm.ledger.Comparisons;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The count of a mailbox as it is given to somebody who wants to see that nothing is missing. On each day and in the sum
 * {@code provider = captured + excluded + quarantined + missing}; days are those of the provider's receive time, in UTC.
 *
 * @param comparedAt when all the days were compared; each says when it was itself
 * @param days latest first
 */
public record Proof(String mailbox, String connector, LocalDate first, LocalDate last, Instant comparedAt,
        long provider,
        long captured, long excluded, long quarantined, long missing, List<Day> days) {

    public Proof {
        days = List.copyOf(days);
    }

    /**
     * @param reasons why what is excluded is, with how much of it
     * @param foundAgain what had been missing once and was read again
     */
    public record Day(LocalDate day, long provider, long captured, long excluded, Map<String, Long> reasons,
            long quarantined, long missing, long foundAgain, Instant comparedAt) {

        public static Day of(Comparisons.Day day) {
            return new Day(day.day(), day.provider(), day.captured(),
                    day.excluded().values().stream().mapToLong(Long::longValue).sum(), day.excluded(),
                    day.quarantined(), day.missing(), day.repaired(), day.checkedAt());
        }
    }

    /** @param days of one comparison, at least one, latest first */
    static Proof of(String mailbox, String connector, Instant comparedAt, List<Day> days) {
        return new Proof(mailbox, connector, days.getLast().day(), days.getFirst().day(), comparedAt,
                days.stream().mapToLong(Day::provider).sum(), days.stream().mapToLong(Day::captured).sum(),
                days.stream().mapToLong(Day::excluded).sum(), days.stream().mapToLong(Day::quarantined).sum(),
                days.stream().mapToLong(Day::missing).sum(), days);
    }

    /** One line for each day and one for the sum, for a spreadsheet. */
    public String csv() {
        Csv table = new Csv();
        for (String column : List.of("mailbox", "day", "on the server", "captured", "excluded", "quarantined",
                "missing",
                "found again", "compared at", "reasons")) {
            table.text(column);
        }
        table.end();
        for (Day day : days) {
            table.text(mailbox).text(day.day().toString()).number(day.provider()).number(day.captured())
                    .number(day.excluded()).number(day.quarantined()).number(day.missing()).number(day.foundAgain())
                    .text(day.comparedAt().toString()).text(reasons(day)).end();
        }
        return table.text(mailbox).text(first + " to " + last).number(provider).number(captured).number(excluded)
                .number(quarantined).number(missing)
                .number(days.stream().mapToLong(Day::foundAgain).sum()).text(comparedAt.toString()).text("").end()
                .toString();
    }

    private static String reasons(Day day) {
        return day.reasons().entrySet().stream().sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .map(reason -> reason.getValue() + " " + reason.getKey()).collect(Collectors.joining("; "));
    }
}
