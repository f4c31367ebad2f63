// SPDX-License-Identifier: GPL-3.0-or-later
/**
 * The words of capture: an interaction, who took part, where it was seen, how far reading has come.
 */
@NullMarked
package io.lamplighter.ingest;

import org.jspecify.annotations.NullMarked;
