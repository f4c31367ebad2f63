// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.scoring;

/**
 * Names a phrase, however it is inflected.
 *
 * @param language the one in which it is learned
 * @param phrase as the learner keeps it
 */
public record PhraseKey(String language, String phrase) implements Comparable<PhraseKey> {

    @Override
    public int compareTo(PhraseKey other) {
        int order = language.compareTo(other.language);
        return order != 0 ? order : phrase.compareTo(other.phrase);
    }
}
