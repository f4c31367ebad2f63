// SPDX-License-Identifier: GPL-3.0-or-later
/**
 * Transcripts and notes that somebody puts on a deal.
 */
@NullMarked
package io.lamplighter.crm.upload;

import org.jspecify.annotations.NullMarked;
