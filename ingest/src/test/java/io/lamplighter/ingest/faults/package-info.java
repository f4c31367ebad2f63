// SPDX-License-Identifier: GPL-3.0-or-later
/**
 * What goes wrong at providers, and the contract that every connector keeps whatever does: nothing lost, nothing twice, nothing
 * left over, no limit broken. Of use to whoever reads mailboxes, with any client.
 */
@NullMarked
package io.lamplighter.ingest.faults;

import org.jspecify.annotations.NullMarked;
