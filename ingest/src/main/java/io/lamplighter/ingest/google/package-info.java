// SPDX-License-Identifier: GPL-3.0-or-later
/**
 * Google Workspace and Gmail: mail, the primary calendar and the transcripts of Meet, read only.
 */
@NullMarked
package io.lamplighter.ingest.google;

import org.jspecify.annotations.NullMarked;
