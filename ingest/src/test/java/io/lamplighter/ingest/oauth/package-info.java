// SPDX-License-Identifier: GPL-3.0-or-later
/**
 * What the provider simulators have in common: people who allow reading, and the tokens that come of it.
 */
@NullMarked
package io.lamplighter.ingest.oauth;

import org.jspecify.annotations.NullMarked;
