// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.board;

/**
 * A phrase of a text and what it contributed to the score.
 *
 * @param start where the phrase begins in the text, in chars; a span outside of the text is listed, not marked
 * @param end behind its last char
 * @param phrase how the sum lists it; may be shorter than the place
 * @param source why it counts: "Lexicon", "Learned from 4 ratings"
 */
public record EvidenceSpan(int start, int end, double contribution, String phrase, String source) {}
