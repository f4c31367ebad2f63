// SPDX-License-Identifier: GPL-3.0-or-later
/**
 * A linear model over short runs of words and characters, joined with the lexicon, and explained sentence by sentence.
 */
@NullMarked
package io.lamplighter.sentiment.model;

import org.jspecify.annotations.NullMarked;
