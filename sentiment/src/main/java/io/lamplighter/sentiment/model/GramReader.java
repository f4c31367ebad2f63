// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.sentiment.model;

import io.lamplighter.sentiment.model.Sentences.Span;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ObjDoubleConsumer;

/** The runs of one text that count, sentence by sentence, each with its share in the odds. */
final class GramReader {

    private final Weights weights;
    private int[] found = new int[256];
    private int[] kinds = new int[256];
    private int[] starts = new int[256];
    private int[] ends = new int[256];
    private int size;
    private final List<Integer> sentenceEnds = new ArrayList<>();
    private final double[] shares;

    GramReader(String text, List<Span> sentences, boolean words, Grams grams, Weights weights) {
        this.weights = weights;
        for (Span sentence : sentences) {
            grams.of(text, sentence.start(), sentence.end(), words, this::add);
            sentenceEnds.add(size);
        }
        this.shares = shares();
    }

    private void add(int kind, int hash, int start, int end) {
        int place = weights.find(hash);
        if (place < 0) {
            return;
        }
        if (size == found.length) {
            found = Arrays.copyOf(found, size * 2);
            kinds = Arrays.copyOf(kinds, size * 2);
            starts = Arrays.copyOf(starts, size * 2);
            ends = Arrays.copyOf(ends, size * 2);
        }
        found[size] = place;
        kinds[size] = kind;
        starts[size] = start;
        ends[size++] = end;
    }

    /** (1 + ln count) times rarity, words and characters each scaled to length one, shared among the places of a run. */
    private double[] shares() {
        Counts counts = new Counts(size);
        for (int i = 0; i < size; i++) {
            counts.add(found[i]);
        }
        double[] shares = new double[size];
        double[] squares = new double[2];
        for (int i = 0; i < size; i++) {
            int count = counts.of(found[i]);
            double value = (1 + StrictMath.log(count)) * weights.rarity()[found[i]];
            shares[i] = value / count;
            squares[kinds[i]] += value * value / count;
        }
        for (int i = 0; i < size; i++) {
            shares[i] /= Math.sqrt(squares[kinds[i]]);
        }
        return shares;
    }

    /** What the runs of the text say together. */
    Odds odds() {
        return odds(0, size);
    }

    /** What the runs of a sentence say together. */
    Odds odds(int sentence) {
        return odds(begin(sentence), sentenceEnds.get(sentence));
    }

    private Odds odds(int from, int to) {
        double good = 0;
        double bad = 0;
        for (int i = from; i < to; i++) {
            good += weights.good()[found[i]] * shares[i];
            bad += weights.bad()[found[i]] * shares[i];
        }
        return new Odds(good, bad);
    }

    /** Adds to the characters of a sentence how much they lean to good news, times {@code share}. */
    void lean(Span sentence, int number, double share, double[] lean) {
        for (int i = begin(number); i < sentenceEnds.get(number); i++) {
            double each = (weights.good()[found[i]] - weights.bad()[found[i]]) * shares[i] * share
                    / (ends[i] - starts[i]);
            for (int at = starts[i]; at < ends[i]; at++) {
                lean[at - sentence.start()] += each;
            }
        }
    }

    /** Calls for every run with its place in the weights and its share: what training is done on. */
    void each(ObjDoubleConsumer<Integer> sink) {
        for (int i = 0; i < size; i++) {
            sink.accept(weights.hashes()[found[i]], shares[i]);
        }
    }

    private int begin(int sentence) {
        return sentence == 0 ? 0 : sentenceEnds.get(sentence - 1);
    }
}
