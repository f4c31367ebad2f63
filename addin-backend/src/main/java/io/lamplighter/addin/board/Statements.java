// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.board;

import io.lamplighter.crm.activity.SpokenTurn;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The evidence of a conversation as what somebody said: of an hour of talk a single word tells nothing, a sentence with its speaker
 * does. The phrases stay marked where they were spoken.
 */
final class Statements {

    private static final int MOST = 7;
    private static final int LONGEST = 150;
    /** Less of a whole conversation, in hundredths, tells nobody anything. */
    private static final int LEAST = 5;

    private final String body;
    private final List<SpokenTurn> turns;

    Statements(String body, List<SpokenTurn> turns) {
        this.body = body;
        this.turns = turns;
    }

    /**
     * @param evidence the words with their marks, and a part of the sum for each sentence that counted
     * @param bySpeaker what each of those who were heard contributed: "Celia Drummond +0.42, Ravi Sethi −0.10"; may be empty
     */
    record Heard(Evidence evidence, String bySpeaker) {}

    private record Sentence(SpokenTurn turn, int start, int end) {}

    Heard of(List<EvidenceSpan> spans, double score, String idPrefix, List<int[]> bounds) {
        List<EvidenceSpan> ordered = spans.stream().sorted(Comparator.comparingInt(EvidenceSpan::start)).toList();
        List<Integer> shares = Shares.of(ordered.stream().mapToDouble(EvidenceSpan::contribution).toArray(), score);
        TreeMap<Integer, Sentence> sentences = new TreeMap<>();
        Map<Integer, Integer> sums = new TreeMap<>();
        int rest = shares.getLast();
        for (int i = 0; i < ordered.size(); i++) {
            Sentence sentence = sentence(ordered.get(i).start());
            if (sentence == null) {
                rest += shares.get(i);
            } else {
                sentences.put(sentence.start(), sentence);
                sums.merge(sentence.start(), shares.get(i), Integer::sum);
            }
        }
        List<Integer> marked = IntStream.range(0, ordered.size()).filter(i -> Math.abs(shares.get(i)) >= LEAST).boxed()
                .toList();
        Marker marker = new Marker(body, marked.stream().map(ordered::get).toList(),
                marked.stream().map(shares::get).toList(), idPrefix);
        return new Heard(new Evidence(marker.paragraphs(bounds), parts(sentences, sums, rest)),
                bySpeaker(sentences, sums));
    }

    /** The weightiest in the order in which they were spoken; what is left is one part, so that all add up. */
    private List<Evidence.Part> parts(Map<Integer, Sentence> sentences, Map<Integer, Integer> sums, int rest) {
        Set<Integer> shown = sums.entrySet().stream().filter(sum -> Math.abs(sum.getValue()) >= LEAST)
                .sorted(Comparator.comparingInt(sum -> -Math.abs(sum.getValue()))).limit(MOST)
                .map(Map.Entry::getKey).collect(Collectors.toSet());
        List<Evidence.Part> parts = new ArrayList<>();
        int left = rest;
        for (Map.Entry<Integer, Sentence> sentence : sentences.entrySet()) {
            int sum = sums.getOrDefault(sentence.getKey(), 0);
            if (shown.contains(sentence.getKey())) {
                parts.add(Evidence.part(sum, words(sentence.getValue())));
            } else {
                left += sum;
            }
        }
        if (left != 0 || parts.isEmpty()) {
            parts.add(
                    Evidence.part(left, parts.isEmpty() ? "the whole conversation" : "everything else that was said"));
        }
        return parts;
    }

    private String words(Sentence sentence) {
        String speaker = sentence.turn().speaker();
        String said = Clip.line(body.substring(sentence.start(), sentence.end()), LONGEST);
        return (speaker.isEmpty() ? "" : speaker + ": ") + "“" + said + "”";
    }

    private static String bySpeaker(Map<Integer, Sentence> sentences, Map<Integer, Integer> sums) {
        Map<String, Integer> speakers = new LinkedHashMap<>();
        sentences.forEach((at, sentence) -> speakers.merge(sentence.turn().speaker(), sums.getOrDefault(at, 0),
                Integer::sum));
        return speakers.entrySet().stream().filter(one -> !one.getKey().isEmpty() && one.getValue() != 0)
                .map(one -> one.getKey() + " " + Score.signed(one.getValue())).collect(Collectors.joining(", "));
    }

    private @Nullable Sentence sentence(int at) {
        for (SpokenTurn turn : turns) {
            if (turn.start() <= at && at < turn.end()) {
                return sentence(turn, at);
            }
        }
        return null;
    }

    private Sentence sentence(SpokenTurn turn, int at) {
        BreakIterator sentences = BreakIterator.getSentenceInstance(Locale.ROOT);
        sentences.setText(body.substring(turn.start(), turn.end()));
        int end = sentences.following(at - turn.start());
        int start = sentences.previous();
        return new Sentence(turn, turn.start() + Math.max(0, start),
                end == BreakIterator.DONE ? turn.end() : turn.start() + end);
    }
}
