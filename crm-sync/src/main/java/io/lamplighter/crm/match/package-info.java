// SPDX-License-Identifier: GPL-3.0-or-later
/**
 * Who is this, which deal, why, and by what margin.
 */
@NullMarked
package io.lamplighter.crm.match;

import org.jspecify.annotations.NullMarked;
