// SPDX-License-Identifier: GPL-3.0-or-later
/**
 * What every provider looks like from above: a stream of changes behind a cursor, and failures named by what to do next.
 */
@NullMarked
package io.lamplighter.ingest.mailbox;

import org.jspecify.annotations.NullMarked;
