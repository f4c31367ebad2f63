// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.sentiment.model;

import edu.stanford.nlp.classify.LinearClassifier;
import edu.stanford.nlp.classify.LinearClassifierFactory;
import edu.stanford.nlp.classify.RVFDataset;
import edu.stanford.nlp.ling.RVFDatum;
import edu.stanford.nlp.stats.ClassicCounter;
import edu.stanford.nlp.stats.Counter;
import io.lamplighter.sentiment.Figures;
import io.lamplighter.sentiment.Labelled;
import io.lamplighter.sentiment.Score;
import io.lamplighter.sentiment.lexicon.LexiconScorer;
import io.lamplighter.sentiment.lexicon.OwnWords;
import io.lamplighter.sentiment.lexicon.Traditional;
import io.lamplighter.sentiment.model.Sentences.Span;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/**
 * Trains the weights of the model on labelled mail, with CoreNLP's linear classifier.
 *
 * <p>{@code Train write OUT TRAIN.jsonl...} writes {@code deal-*.weights} into OUT; {@code Train try TEST.jsonl TRAIN.jsonl...}
 * trains on the second and prints how the scorer does on the first; {@code Train texts OUT TRAIN.jsonl...} writes what the
 * encoder is tuned on.
 */
public final class Train {

    /** A run must stand in so many texts: rarer ones are accidents. */
    private static final int[] LEAST_TEXTS = {2, 3};
    private static final int LEAST_TEXTS_OF_SIGNS = 2;
    private static final double SIGMA = Math.sqrt(3);
    private static final List<String> LANGUAGES = List.of("en", "ko", "zh");

    /** The label of texts that are no correspondence. */
    private static final String ELSEWHERE = "elsewhere";

    private final Grams grams = new Grams(Traditional.characters());
    private final LexiconScorer lexicon = LexiconScorer.load();

    public static void main(String[] arguments) throws IOException {
        List<Labelled> training = Labelled.readAll(Arrays.stream(arguments).skip(2).map(Path::of).toList());
        if (arguments[0].equals("texts")) {
            Files.write(Path.of(arguments[1]), training.stream()
                    .filter(i -> i.language().startsWith("en") && !i.label().equals(ELSEWHERE)).map(Train::line)
                    .toList());
            return;
        }
        Map<String, Weights> weights = weights(training);
        Optional<Weights> register = register(training);
        if (arguments[0].equals("write")) {
            for (Map.Entry<String, Weights> one : weights.entrySet()) {
                write(one.getValue(), Path.of(arguments[1], "deal-" + one.getKey() + ".weights"));
            }
            write(register.orElseThrow(), Path.of(arguments[1], "register-en.weights"));
        } else {
            ModelScorer scorer = ModelScorer.of(LexiconScorer.load(), weights, register.orElse(null), Context.NONE);
            for (String language : LANGUAGES) {
                List<Labelled> test = Labelled.readAll(List.of(Path.of(arguments[1]))).stream()
                        .filter(i -> i.language().startsWith(language)).toList();
                if (!test.isEmpty()) {
                    System.out.println(language + " all      " + Figures.of(test, scorer));
                    System.out.println(language + " held out "
                            + Figures.of(test.stream().filter(Labelled::isHeldOut).toList(), scorer));
                }
            }
        }
    }

    static Map<String, Weights> weights(List<Labelled> training) {
        Map<String, Weights> weights = new TreeMap<>();
        for (String language : LANGUAGES) {
            List<Labelled> some = training.stream()
                    .filter(i -> i.language().startsWith(language) && !i.label().equals(ELSEWHERE)).toList();
            if (!some.isEmpty()) {
                weights.put(language,
                        new Train().on(some, language, Labelled::label, "positive", "negative", "neutral"));
                System.err.println(language + ": " + some.size() + " texts, "
                        + weights.get(language).hashes().length + " runs");
            }
        }
        return weights;
    }

    /** What tells correspondence from everything else; nothing where the training texts hold nothing else. */
    static Optional<Weights> register(List<Labelled> training) {
        List<Labelled> english = training.stream().filter(i -> i.language().startsWith("en")).toList();
        if (english.stream().noneMatch(i -> i.label().equals(ELSEWHERE))) {
            return Optional.empty();
        }
        return Optional.of(new Train().on(english, "en",
                text -> text.label().equals(ELSEWHERE) ? ELSEWHERE : "mail", ELSEWHERE, "mail", "mail"));
    }

    /** A text as the encoder will read it, in JSON. */
    private static String line(Labelled text) {
        StringBuilder own = new StringBuilder();
        OwnWords.of(text.passage().text()).chars().forEach(c -> own
                .append(c < ' ' || c > '~' || c == '"' || c == '\\' ? "\\u%04x".formatted(c) : (char) c));
        return "{\"text\": \"%s\", \"label\": \"%s\", \"score\": %s}".formatted(own, text.label(), text.score());
    }

    private static void write(Weights weights, Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            weights.write(out);
        }
    }

    /** @param good which label counts as good news, and so on */
    private Weights on(List<Labelled> texts, String language, Function<Labelled, String> label, String good, String bad,
            String none) {
        Weights empty = vocabulary(texts, language);
        RVFDataset<String, Integer> data = new RVFDataset<>();
        for (Labelled text : texts) {
            data.add(new RVFDatum<>(features(text, language, empty), label.apply(text)));
        }
        LinearClassifierFactory<String, Integer> factory = new LinearClassifierFactory<>();
        factory.setSigma(SIGMA);
        factory.setVerbose(false);
        LinearClassifier<String, Integer> classifier = factory.trainClassifier(data);
        return weights(empty, feature -> {
            double silent = classifier.weight(feature, none);
            return new Odds(classifier.weight(feature, good) - silent, classifier.weight(feature, bad) - silent);
        });
    }

    /** The runs that stand in enough texts, with their rarity and no weights yet. */
    private Weights vocabulary(List<Labelled> texts, String language) {
        boolean words = language.equals("en");
        Map<Integer, Integer> texted = new TreeMap<>();
        Map<Integer, Integer> kinds = new HashMap<>();
        for (Labelled text : texts) {
            Set<Integer> here = new HashSet<>();
            String own = OwnWords.of(text.passage().text());
            for (Span sentence : Sentences.of(own)) {
                grams.of(own, sentence.start(), sentence.end(), words, (kind, hash, start, end) -> {
                    here.add(hash);
                    kinds.put(hash, kind);
                });
            }
            here.forEach(hash -> texted.merge(hash, 1, Integer::sum));
        }
        texted.entrySet().removeIf(
                e -> e.getValue() < (words
                        ? LEAST_TEXTS[kinds.getOrDefault(e.getKey(), Grams.WORDS)]
                        : LEAST_TEXTS_OF_SIGNS));
        int[] hashes = texted.keySet().stream().mapToInt(Integer::intValue).toArray();
        float[] rarity = new float[hashes.length];
        for (int i = 0; i < hashes.length; i++) {
            rarity[i] = (float) (1 + StrictMath.log((1.0 + texts.size()) / (1 + texted.getOrDefault(hashes[i], 0))));
        }
        Odds even = new Odds(0, 0);
        return new Weights(even, new Odds[]{even, even, even}, hashes, rarity,
                new float[hashes.length], new float[hashes.length]);
    }

    /** Features beside the runs, by numbers that no run has: hashes of runs are in the vocabulary, these are shifted away. */
    private enum Extra {
        BIAS, GOOD, BAD, SILENT
    }

    private Counter<Integer> features(Labelled text, String language, Weights vocabulary) {
        Counter<Integer> features = new ClassicCounter<>();
        String own = OwnWords.of(text.passage().text());
        new GramReader(own, Sentences.of(own), language.equals("en"), grams, vocabulary)
                .each((hash, share) -> features.incrementCount(key(vocabulary.find(hash)), share));
        Score verdict = lexicon.score(own, language);
        features.incrementCount(Extra.BIAS.ordinal(), 1);
        if (Math.abs(verdict.value()) < 1e-6) {
            features.incrementCount(Extra.SILENT.ordinal(), 1);
        } else {
            features.incrementCount((verdict.value() > 0 ? Extra.GOOD : Extra.BAD).ordinal(),
                    Math.abs(verdict.value()));
        }
        return features;
    }

    private static int key(int place) {
        return place + Extra.values().length;
    }

    private static Weights weights(Weights empty, IntFunction<Odds> odds) {
        float[] good = new float[empty.hashes().length];
        float[] bad = new float[empty.hashes().length];
        for (int i = 0; i < good.length; i++) {
            Odds of = odds.apply(key(i));
            good[i] = (float) of.good();
            bad[i] = (float) of.bad();
        }
        Odds[] lexicon = Stream.of(Extra.GOOD, Extra.BAD, Extra.SILENT).map(e -> odds.apply(e.ordinal()))
                .toArray(Odds[]::new);
        return new Weights(odds.apply(Extra.BIAS.ordinal()), lexicon, empty.hashes(), empty.rarity(), good, bad);
    }
}
