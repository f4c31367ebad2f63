// SPDX-License-Identifier: GPL-3.0-or-later
/**
 * Bytes to headers, parts and thread references. Pure; malformed input never throws.
 */
@NullMarked
package io.lamplighter.ingest.mime;

import org.jspecify.annotations.NullMarked;
