// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.board;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Days in a row of which the same is true, as places in the list of days; both ends are part of it. */
record Stretch(int first, int last) {

    static List<Stretch> where(List<ChartDays.Day> days, Predicate<ChartDays.Day> holds) {
        List<Stretch> stretches = new ArrayList<>();
        int first = -1;
        for (int i = 0; i <= days.size(); i++) {
            boolean now = i < days.size() && holds.test(days.get(i));
            if (now && first < 0) {
                first = i;
            } else if (!now && first >= 0) {
                stretches.add(new Stretch(first, i - 1));
                first = -1;
            }
        }
        return stretches;
    }

    int days() {
        return last - first + 1;
    }
}
