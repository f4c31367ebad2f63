// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.sentiment.lexicon;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;

/**
 * An English text as numbered words with their places, sentence by sentence. Contractions are taken apart ("won't" is "will"
 * and "not"), so that patterns need only one spelling.
 */
final class WordText {

    static final int UNKNOWN = 0;
    static final int NUMBER = 1;

    /** Words read at most; and at most this many in one sentence. */
    private static final int MOST = 4_000;
    private static final int LONGEST_SENTENCE = 100;
    private static final int LONGEST_WORD = 40;

    private static final Map<String, String> FULL = Map.ofEntries(Map.entry("n't", "not"), Map.entry("'m", "am"),
            Map.entry("'re", "are"),
            Map.entry("'ve", "have"), Map.entry("'ll", "will"), Map.entry("'d", "would"), Map.entry("ca", "can"),
            Map.entry("wo", "will"),
            Map.entry("sha", "shall"));
    private static final Map<String, String> RUN_TOGETHER = Map.ofEntries(Map.entry("cannot", "can"),
            Map.entry("cant", "can"), Map.entry("dont", "do"),
            Map.entry("wont", "will"), Map.entry("isnt", "is"), Map.entry("arent", "are"), Map.entry("wasnt", "was"),
            Map.entry("doesnt", "does"),
            Map.entry("didnt", "did"), Map.entry("couldnt", "could"), Map.entry("wouldnt", "would"),
            Map.entry("havent", "have"),
            Map.entry("hasnt", "has"));

    private final String text;
    private final Map<String, Integer> vocabulary;
    private int[] ids = new int[128];
    private int[] starts = new int[128];
    private int[] ends = new int[128];
    private int[] sentences = new int[128];
    private boolean[] questions = new boolean[16];
    private int size;
    private int sentence;
    private int sentenceStart;

    WordText(String text, Map<String, Integer> vocabulary) {
        this.text = text;
        this.vocabulary = vocabulary;
        read();
    }

    /** The word a contraction or shortened form stands for. */
    static String full(String word) {
        return FULL.getOrDefault(word, word);
    }

    int size() {
        return size;
    }

    int id(int word) {
        return ids[word];
    }

    int start(int word) {
        return starts[word];
    }

    int end(int word) {
        return ends[word];
    }

    int sentence(int word) {
        return sentences[word];
    }

    boolean isQuestion(int word) {
        return questions[sentences[word]];
    }

    boolean startsSentence(int word) {
        return word == 0 || sentences[word - 1] != sentences[word];
    }

    boolean endsSentence(int word) {
        return word == size - 1 || sentences[word + 1] != sentences[word];
    }

    /** Whether a comma, dash or bracket stands between a word and the one before. */
    boolean startsClause(int word) {
        if (startsSentence(word)) {
            return true;
        }
        for (int i = ends[word - 1]; i < starts[word]; i++) {
            if (",;:()–—".indexOf(text.charAt(i)) >= 0) {
                return true;
            }
        }
        return false;
    }

    private void read() {
        int i = 0;
        while (i < text.length() && size < MOST) {
            if (Character.isLetterOrDigit(text.charAt(i))) {
                int end = wordEnd(i);
                add(i, end);
                i = end;
            } else {
                if (endsSentenceAt(i)) {
                    nextSentence(text.charAt(i) == '?');
                }
                i++;
            }
        }
        nextSentence(false);
    }

    private int wordEnd(int start) {
        int i = start + 1;
        while (i < text.length()) {
            char c = text.charAt(i);
            boolean inside = "'’-.,".indexOf(c) >= 0 && i + 1 < text.length()
                    && Character.isLetterOrDigit(text.charAt(i + 1))
                    && (c != '.' && c != ','
                            || Character.isDigit(text.charAt(i + 1)) && Character.isDigit(text.charAt(i - 1)));
            if (!Character.isLetterOrDigit(c) && !inside) {
                break;
            }
            i++;
        }
        return i;
    }

    private boolean endsSentenceAt(int i) {
        char c = text.charAt(i);
        if (c == '.' || c == '!' || c == '?' || c == '…') {
            return i + 1 == text.length() || !Character.isLetterOrDigit(text.charAt(i + 1));
        }
        return c == '\n' && !continues(i + 1);
    }

    /** A line that goes on in lower case was wrapped, not ended. */
    private boolean continues(int i) {
        return i < text.length() && i > 1 && Character.isLowerCase(text.charAt(i)) && text.charAt(i - 2) != '\n';
    }

    private void add(int start, int end) {
        String word = end - start > LONGEST_WORD
                ? ""
                : text.substring(start, end).replace('’', '\'').toLowerCase(Locale.ROOT);
        int apostrophe = word.endsWith("n't") ? word.length() - 3 : word.indexOf('\'');
        String first = RUN_TOGETHER.get(word);
        if (first != null) {
            int cut = end - (word.equals("cannot") ? 3 : 2);
            append(first, start, cut);
            append("not", cut, end);
        } else if (apostrophe > 0) {
            append(full(word.substring(0, apostrophe)), start, start + apostrophe);
            append(full(word.substring(apostrophe)), start + apostrophe, end);
        } else {
            append(word, start, end);
        }
        if (size - sentenceStart >= LONGEST_SENTENCE) {
            nextSentence(false);
        }
    }

    private void append(String word, int start, int end) {
        if (size == ids.length) {
            ids = Arrays.copyOf(ids, size * 2);
            starts = Arrays.copyOf(starts, size * 2);
            ends = Arrays.copyOf(ends, size * 2);
            sentences = Arrays.copyOf(sentences, size * 2);
        }
        ids[size] = !word.isEmpty() && Character.isDigit(word.charAt(0))
                ? NUMBER
                : vocabulary.getOrDefault(word, UNKNOWN);
        starts[size] = start;
        ends[size] = end;
        sentences[size++] = sentence;
    }

    private void nextSentence(boolean question) {
        if (size == sentenceStart) {
            return;
        }
        if (sentence == questions.length) {
            questions = Arrays.copyOf(questions, sentence * 2);
        }
        questions[sentence++] = question;
        sentenceStart = size;
    }
}
