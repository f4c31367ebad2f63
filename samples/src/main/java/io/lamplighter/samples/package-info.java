// SPDX-License-Identifier: GPL-3.0-or-later
/**
 * The sample world, and programs that show one idea each. Nothing imports this.
 */
@NullMarked
package io.lamplighter.samples;

import org.jspecify.annotations.NullMarked;
