// SPDX-License-Identifier: GPL-3.0-or-later
/**
 * Text in, score out, with the phrases that made it.
 */
@NullMarked
package io.lamplighter.sentiment;

import org.jspecify.annotations.NullMarked;
