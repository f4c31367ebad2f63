// SPDX-License-Identifier: GPL-3.0-or-later
/** What was learned from ratings, to be looked at: the phrases, the ratings behind them, and whether it is better for it. */
@NullMarked
package io.lamplighter.crm.learning;

import org.jspecify.annotations.NullMarked;
