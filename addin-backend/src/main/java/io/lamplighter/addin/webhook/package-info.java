// SPDX-License-Identifier: GPL-3.0-or-later
/**
 * Calls of providers that something happened in a mailbox. They carry nothing to believe and only wake the schedule.
 */
@NullMarked
package io.lamplighter.addin.webhook;

import org.jspecify.annotations.NullMarked;
