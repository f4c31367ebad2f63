// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.samples.world;

/**
 * What one of the people made of a mail.
 *
 * @param rater a user name
 * @param messageId without angle brackets
 */
public record SampleRating(String rater, String messageId, boolean good, String note) {}
