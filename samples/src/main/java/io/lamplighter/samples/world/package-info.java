// SPDX-License-Identifier: GPL-3.0-or-later
/**
 * Turns the hand-written files of the sample world into mail as real clients send it, dated back from today.
 */
@NullMarked
package io.lamplighter.samples.world;

import org.jspecify.annotations.NullMarked;
