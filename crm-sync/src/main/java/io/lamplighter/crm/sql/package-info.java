// SPDX-License-Identifier: GPL-3.0-or-later
/**
 * What PostgreSQL needs that Spring does not bring: whole columns as arrays, JSON, keys.
 */
@NullMarked
package io.lamplighter.crm.sql;

import org.jspecify.annotations.NullMarked;
