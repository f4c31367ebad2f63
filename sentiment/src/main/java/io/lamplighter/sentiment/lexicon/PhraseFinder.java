// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.sentiment.lexicon;

import java.util.List;

/** Finds the phrases of one language's lexicon in a text, each weighed with what stands around it. */
interface PhraseFinder {

    /** Returns the phrases in the order of the text; no two of them use the same words. */
    List<Hit> find(String text);
}
