// SPDX-License-Identifier: GPL-3.0-or-later
/**
 * The verb: read a mailbox page by page, turn each message into an interaction, hand the page to the ledger.
 */
@NullMarked
package io.lamplighter.ingest.sync;

import org.jspecify.annotations.NullMarked;
