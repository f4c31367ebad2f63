// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.oauth;

import java.time.Instant;

/**
 * An organisation that lets us in no longer.
 *
 * @param organisation its id
 * @param mailboxes how many are to be read by its right
 * @param refused how many of them have found out already
 * @param says which organisation, how many and since when
 * @param why what its provider said
 * @param advice who has to do what
 * @param href where that is done
 */
public record Refusal(long organisation, String provider, String name, String outsideId, Instant since, long mailboxes,
        long refused, String says, String why, String advice, String href) {}
