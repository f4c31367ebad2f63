// SPDX-License-Identifier: GPL-3.0-or-later
/**
 * WebVTT, SRT, plain text, notes: what was said in a meeting, by whom and when. Pure; malformed input never throws.
 */
@NullMarked
package io.lamplighter.ingest.transcript;

import org.jspecify.annotations.NullMarked;
