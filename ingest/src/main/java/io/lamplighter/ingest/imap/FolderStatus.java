// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.imap;

/** What {@code STATUS} tells about a folder (RFC 3501 §6.3.10). */
record FolderStatus(long validity, long uidNext, long messages) {}
