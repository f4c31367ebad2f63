// SPDX-License-Identifier: GPL-3.0-or-later
/**
 * The going-dark clock, and blind deals.
 */
@NullMarked
package io.lamplighter.crm.warning;

import org.jspecify.annotations.NullMarked;
