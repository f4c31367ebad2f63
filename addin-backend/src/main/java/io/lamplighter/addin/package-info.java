// SPDX-License-Identifier: GPL-3.0-or-later
/**
 * The application: HTTP, sign-in, schedule, configuration.
 */
@NullMarked
package io.lamplighter.addin;

import org.jspecify.annotations.NullMarked;
