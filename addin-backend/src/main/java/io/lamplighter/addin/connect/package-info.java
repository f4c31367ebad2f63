// SPDX-License-Identifier: GPL-3.0-or-later
/**
 * Connecting mailboxes, keeping them read, and showing that nothing was missed.
 */
@NullMarked
package io.lamplighter.addin.connect;

import org.jspecify.annotations.NullMarked;
