// SPDX-License-Identifier: GPL-3.0-or-later
/**
 * What the pages show: plain values with their words and geometry ready, and nothing the domain would have to know.
 *
 * <p>A controller fills the {@code …View} records; a template prints them and decides nothing.
 */
@NullMarked
package io.lamplighter.addin.board;

import org.jspecify.annotations.NullMarked;
