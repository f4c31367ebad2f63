// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.expiry;

import java.time.Instant;

/**
 * Something that ends soon, or has ended.
 *
 * @param kind {@code client-secret}, {@code client-certificate}, {@code consent}, {@code service-account-key} or {@code certificate}
 * @param subject which one: an address, a server, a provider
 * @param endsAt when it was found gone, where it has ended
 * @param mailboxes how many are not read from then on
 * @param says what ends and why
 * @param advice what to do
 */
public record Ending(String kind, String subject, Instant endsAt, long mailboxes, String says, String advice) {}
