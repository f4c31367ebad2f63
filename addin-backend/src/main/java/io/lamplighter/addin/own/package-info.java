// SPDX-License-Identifier: GPL-3.0-or-later
/**
 * What people do with their own mailboxes: look after them, sign them in again, also by a link that was sent to them.
 */
@NullMarked
package io.lamplighter.addin.own;

import org.jspecify.annotations.NullMarked;
