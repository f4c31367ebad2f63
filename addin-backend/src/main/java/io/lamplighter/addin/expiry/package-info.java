// SPDX-License-Identifier: GPL-3.0-or-later
/**
 * What ends by itself if nobody does anything: secrets, consents, keys, certificates. Said before it happens.
 */
@NullMarked
package io.lamplighter.addin.expiry;

import org.jspecify.annotations.NullMarked;
