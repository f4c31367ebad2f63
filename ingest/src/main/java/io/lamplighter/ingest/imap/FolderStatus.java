// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.imap;

/**
 * What {@code STATUS} tells about a folder (RFC 3501 §6.3.10).
 *
 * @param modseq HIGHESTMODSEQ (RFC 7162 §3.1.7); 0 where the server or the folder has none
 */
record FolderStatus(long validity, long uidNext, long messages, long modseq) {}
