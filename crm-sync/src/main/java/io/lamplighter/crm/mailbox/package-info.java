// SPDX-License-Identifier: GPL-3.0-or-later
/**
 * Mailboxes and how reading each of them stands.
 */
@NullMarked
package io.lamplighter.crm.mailbox;

import org.jspecify.annotations.NullMarked;
