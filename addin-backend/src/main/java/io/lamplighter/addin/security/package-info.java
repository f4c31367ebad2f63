// SPDX-License-Identifier: GPL-3.0-or-later
/**
 * Who signs in, and what they may see.
 */
@NullMarked
package io.lamplighter.addin.security;

import org.jspecify.annotations.NullMarked;
