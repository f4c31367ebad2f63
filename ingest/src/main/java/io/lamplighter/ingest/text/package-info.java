// SPDX-License-Identifier: GPL-3.0-or-later
/**
 * HTML to text; what its author wrote this time, apart from quotes and signatures. Pure.
 */
@NullMarked
package io.lamplighter.ingest.text;

import org.jspecify.annotations.NullMarked;
