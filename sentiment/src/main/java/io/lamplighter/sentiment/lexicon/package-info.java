// SPDX-License-Identifier: GPL-3.0-or-later
/**
 * Scores by a lexicon of deal phrases kept as data, with negation, contrast and the other turns a sentence can take.
 */
@NullMarked
package io.lamplighter.sentiment.lexicon;

import org.jspecify.annotations.NullMarked;
