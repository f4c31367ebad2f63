// SPDX-License-Identifier: GPL-3.0-or-later
/**
 * Interactions attached to deals, as timelines.
 */
@NullMarked
package io.lamplighter.crm.activity;

import org.jspecify.annotations.NullMarked;
