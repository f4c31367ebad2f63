// SPDX-License-Identifier: GPL-3.0-or-later
/**
 * The backlog of activities to score, newest first.
 */
@NullMarked
package io.lamplighter.crm.scoring;

import org.jspecify.annotations.NullMarked;
