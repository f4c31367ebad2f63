// SPDX-License-Identifier: GPL-3.0-or-later
/**
 * How kind or unkind a text is in general, for texts that have nothing to do with a deal.
 */
@NullMarked
package io.lamplighter.sentiment.opinion;

import org.jspecify.annotations.NullMarked;
