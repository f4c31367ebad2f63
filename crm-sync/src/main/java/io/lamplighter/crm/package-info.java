// SPDX-License-Identifier: GPL-3.0-or-later
/**
 * Ids and words of the CRM core.
 */
@NullMarked
package io.lamplighter.crm;

import org.jspecify.annotations.NullMarked;
