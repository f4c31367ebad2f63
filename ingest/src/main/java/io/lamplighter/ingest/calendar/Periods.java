// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.calendar;

import org.jspecify.annotations.Nullable;

/** The years, months, weeks, days, hours … of a rule, one after the other, without end. */
interface Periods {

    /** What is in the next period, which may be nothing; null when the steps are used up or the calendar ends. */
    @Nullable
    Candidates next();
}
