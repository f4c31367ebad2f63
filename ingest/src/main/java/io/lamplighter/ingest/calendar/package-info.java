// SPDX-License-Identifier: GPL-3.0-or-later
/**
 * iCalendar to meetings, their occurrences, and what became of them. Pure; malformed input never throws.
 */
@NullMarked
package io.lamplighter.ingest.calendar;

import org.jspecify.annotations.NullMarked;
