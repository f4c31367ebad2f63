// SPDX-License-Identifier: GPL-3.0-or-later
/**
 * CRM records from CSV files: all of a file or nothing of it.
 */
@NullMarked
package io.lamplighter.crm.imports;

import org.jspecify.annotations.NullMarked;
