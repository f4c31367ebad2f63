// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.sentiment.encoder;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cuts a text into the pieces of words that the encoder has numbers for, as BERT's uncased tokenizer does: small letters
 * without accents, punctuation apart, the longest known piece first.
 */
final class WordPieces {

    /** A longer word is none. */
    private static final int LONGEST_WORD = 100;
    private static final Pattern ENTRY = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*+)\"\\s*:\\s*(\\d+)\\s*([,}])");
    private static final Pattern ESCAPE = Pattern.compile("\\\\(?:u(\\p{XDigit}{4})|(.))");

    private final Map<String, Integer> numbers;
    private final int first;
    private final int last;
    private final int unknown;

    private WordPieces(Map<String, Integer> numbers) {
        this.numbers = numbers;
        this.first = number("[CLS]");
        this.last = number("[SEP]");
        this.unknown = number("[UNK]");
    }

    /** @param json a tokenizer.json; only its vocabulary is read */
    static WordPieces read(String json) {
        Map<String, Integer> numbers = new HashMap<>();
        Matcher entry = ENTRY.matcher(json);
        int at = json.indexOf("\"vocab\"");
        boolean more = at >= 0;
        at = json.indexOf('{', at);
        while (more && entry.find(at)) {
            numbers.put(unescaped(entry.group(1)), Integer.parseInt(entry.group(2)));
            more = entry.group(3).equals(",");
            at = entry.end();
        }
        return new WordPieces(numbers);
    }

    /**
     * The pieces of a text between a first and a last one that stand for the text.
     *
     * @param starts where each piece's word starts in the text, -1 for the first and the last
     * @param ends behind the word
     */
    record Pieces(long[] numbers, int[] starts, int[] ends) {}

    /** Of a text with more pieces the first two thirds and the last third of what is allowed are kept: news stand there. */
    Pieces of(String text, int most) {
        Gathered all = new Gathered();
        StringBuilder word = new StringBuilder();
        int start = 0;
        int end;
        for (int i = 0; i < text.length(); i = end) {
            int c = text.codePointAt(i);
            end = i + Character.charCount(c);
            if (isSpace(c) || isApart(c)) {
                add(word, start, i, all);
                if (!isSpace(c)) {
                    add(word.appendCodePoint(c), i, end, all);
                }
            } else if (!isControl(c)) {
                start = word.isEmpty() ? i : start;
                appendBare(c, word);
            }
        }
        add(word, start, text.length(), all);
        return all.framed(first, last, most);
    }

    private void add(StringBuilder letters, int start, int end, Gathered all) {
        String word = letters.toString();
        letters.setLength(0);
        int before = all.size;
        int from = 0;
        while (from < word.length()) {
            int to = word.length() > LONGEST_WORD ? from : word.length();
            while (to > from && !numbers.containsKey(piece(word, from, to))) {
                to--;
            }
            if (to == from) {
                all.size = before;
                all.add(unknown, start, end);
                return;
            }
            all.add(number(piece(word, from, to)), start, end);
            from = to;
        }
    }

    private static String piece(String word, int from, int to) {
        return from == 0 ? word.substring(0, to) : "##" + word.substring(from, to);
    }

    private int number(String piece) {
        Integer number = numbers.get(piece);
        if (number == null) {
            throw new IllegalStateException("not in the vocabulary: " + piece);
        }
        return number;
    }

    private static void appendBare(int c, StringBuilder word) {
        if (c < 128) {
            word.append((char) (c >= 'A' && c <= 'Z' ? c + 32 : c));
            return;
        }
        String small = Character.toString(c).toLowerCase(Locale.ROOT);
        Normalizer.normalize(small, Normalizer.Form.NFD).codePoints()
                .filter(each -> Character.getType(each) != Character.NON_SPACING_MARK).forEach(word::appendCodePoint);
    }

    private static boolean isSpace(int c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }

    private static boolean isControl(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE,
                    Character.UNASSIGNED ->
                true;
            default -> false;
        };
    }

    private static boolean isApart(int c) {
        if (c < 128) {
            return c > 32 && c < 127 && !Character.isLetterOrDigit(c);
        }
        return switch (Character.getType(c)) {
            case Character.CONNECTOR_PUNCTUATION, Character.DASH_PUNCTUATION, Character.START_PUNCTUATION,
                    Character.END_PUNCTUATION, Character.INITIAL_QUOTE_PUNCTUATION,
                    Character.FINAL_QUOTE_PUNCTUATION, Character.OTHER_PUNCTUATION ->
                true;
            default -> c >= 0x4E00 && c <= 0x9FFF;
        };
    }

    private static String unescaped(String text) {
        return ESCAPE.matcher(text).replaceAll(escape -> Matcher.quoteReplacement(escape.group(1) == null
                ? escape.group(2)
                : String.valueOf((char) Integer.parseInt(escape.group(1), 16))));
    }

    private static final class Gathered {
        private long[] numbers = new long[128];
        private int[] starts = new int[128];
        private int[] ends = new int[128];
        private int size;

        void add(int number, int start, int end) {
            if (size == numbers.length) {
                numbers = Arrays.copyOf(numbers, size * 2);
                starts = Arrays.copyOf(starts, size * 2);
                ends = Arrays.copyOf(ends, size * 2);
            }
            numbers[size] = number;
            starts[size] = start;
            ends[size++] = end;
        }

        Pieces framed(int first, int last, int most) {
            int kept = Math.min(size, most - 2);
            int tail = kept == size ? 0 : most - 1 - (most - 1) * 2 / 3;
            Gathered framed = new Gathered();
            framed.add(first, -1, -1);
            for (int i = 0; i < kept; i++) {
                int from = i < kept - tail ? i : size - kept + i;
                framed.add((int) numbers[from], starts[from], ends[from]);
            }
            framed.add(last, -1, -1);
            return new Pieces(Arrays.copyOf(framed.numbers, framed.size), Arrays.copyOf(framed.starts, framed.size),
                    Arrays.copyOf(framed.ends, framed.size));
        }
    }
}
