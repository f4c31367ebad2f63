// SPDX-License-Identifier: GPL-3.0-or-later
/** Several servers on one database. */
@NullMarked
package io.lamplighter.samples.nodes;

import org.jspecify.annotations.NullMarked;
