// SPDX-License-Identifier: GPL-3.0-or-later
/**
 * A mailbox in memory: the reference implementation of the connector contract, for tests and tools.
 */
@NullMarked
package io.lamplighter.ingest.memory;

import org.jspecify.annotations.NullMarked;
