// SPDX-License-Identifier: GPL-3.0-or-later
/**
 * The REST API.
 */
@NullMarked
package io.lamplighter.addin.api;

import org.jspecify.annotations.NullMarked;
