// SPDX-License-Identifier: GPL-3.0-or-later
/**
 * Microsoft 365 mailboxes, calendars and meeting transcripts over Microsoft Graph, read only.
 */
@NullMarked
package io.lamplighter.ingest.graph;

import org.jspecify.annotations.NullMarked;
