// SPDX-License-Identifier: GPL-3.0-or-later
/**
 * Consent at Microsoft and Google, and the tokens that come of it.
 */
@NullMarked
package io.lamplighter.addin.oauth;

import org.jspecify.annotations.NullMarked;
