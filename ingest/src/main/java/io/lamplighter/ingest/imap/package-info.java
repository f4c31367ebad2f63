// SPDX-License-Identifier: GPL-3.0-or-later
/**
 * Mailboxes over IMAP4rev1 (RFC 3501, RFC 9051), read only.
 */
@NullMarked
package io.lamplighter.ingest.imap;

import org.jspecify.annotations.NullMarked;
