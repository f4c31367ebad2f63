// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.sentiment.model;

/**
 * A run of words that could be a company's own way of saying something.
 *
 * @param key how it is known: small letters, endings off
 * @param rarity from 0 (everybody says it) to 1 (nobody else does)
 * @param negated whether the text says that it is not so
 */
record Phrase(String key, int start, int end, double rarity, boolean negated) {

    boolean overlaps(Phrase other) {
        return start < other.end && other.start < end;
    }
}
