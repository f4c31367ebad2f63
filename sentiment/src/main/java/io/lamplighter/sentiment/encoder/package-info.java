// SPDX-License-Identifier: GPL-3.0-or-later
/**
 * A small language model that reads a whole text at once and says what each word in it means for the deal.
 */
@NullMarked
package io.lamplighter.sentiment.encoder;

import org.jspecify.annotations.NullMarked;
