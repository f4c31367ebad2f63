// SPDX-License-Identifier: GPL-3.0-or-later
/**
 * Records a page in one transaction; quarantine; the count that adds up.
 */
@NullMarked
package io.lamplighter.crm.ledger;

import org.jspecify.annotations.NullMarked;
