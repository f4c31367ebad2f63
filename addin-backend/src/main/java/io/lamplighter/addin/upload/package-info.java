// SPDX-License-Identifier: GPL-3.0-or-later
/**
 * What a page and the API both ask of somebody who hands in a transcript: when it was, and what came of it.
 */
@NullMarked
package io.lamplighter.addin.upload;

import org.jspecify.annotations.NullMarked;
