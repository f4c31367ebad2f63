// SPDX-License-Identifier: GPL-3.0-or-later
/**
 * Who is who: users, accounts, contacts, and which addresses are ours.
 */
@NullMarked
package io.lamplighter.crm.directory;

import org.jspecify.annotations.NullMarked;
