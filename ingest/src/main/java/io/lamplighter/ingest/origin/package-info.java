// SPDX-License-Identifier: GPL-3.0-or-later
/**
 * Person, bulk, auto-reply, bounce, receipt: who composed a message, with the reason. Pure.
 */
@NullMarked
package io.lamplighter.ingest.origin;

import org.jspecify.annotations.NullMarked;
