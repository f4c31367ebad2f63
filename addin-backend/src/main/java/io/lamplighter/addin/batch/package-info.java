// SPDX-License-Identifier: GPL-3.0-or-later
/**
 * Many mailboxes connected at once: from a file, or chosen in an organisation. Each row is answered by itself.
 */
@NullMarked
package io.lamplighter.addin.batch;

import org.jspecify.annotations.NullMarked;
