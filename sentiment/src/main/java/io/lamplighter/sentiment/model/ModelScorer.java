// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.sentiment.model;

import io.lamplighter.sentiment.Evidence;
import io.lamplighter.sentiment.Score;
import io.lamplighter.sentiment.SentimentScorer;
import io.lamplighter.sentiment.encoder.Encoder;
import io.lamplighter.sentiment.lexicon.Languages;
import io.lamplighter.sentiment.lexicon.LexiconScorer;
import io.lamplighter.sentiment.lexicon.OwnWords;
import io.lamplighter.sentiment.lexicon.Traditional;
import io.lamplighter.sentiment.model.Context.Reading;
import io.lamplighter.sentiment.model.Sentences.Span;
import io.lamplighter.sentiment.opinion.Opinions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Joins the lexicon with what a linear model learned from labelled deal mail: the lexicon knows why, the model knows what the
 * lexicon has no phrase for.
 *
 * <p>A text in a language without weights gets 0 with confidence 0 and no evidence.
 */
public final class ModelScorer implements SentimentScorer {

    /** Raise it when the way of reading or weighing changes; the data speaks for itself. */
    private static final String RULES = "deal-5";

    private static final int LONGEST_QUOTE = 80;

    private static final List<String> LANGUAGES = List.of("en", "ko", "zh");

    private final LexiconScorer lexicon;
    private final Map<String, Weights> weights;
    private final Grams grams;
    private final Map<String, PhraseReader> readers;
    private final @Nullable Register register;
    private final Context context;
    private final String version;
    private final Learned learned;
    private final String taught;
    private final PlainReading plain;

    private ModelScorer(LexiconScorer lexicon, Map<String, Weights> weights, Grams grams,
            Map<String, PhraseReader> readers, @Nullable Register register, Context context, String version,
            Learned learned, @Nullable PlainReading plain) {
        this.lexicon = lexicon;
        this.weights = weights;
        this.grams = grams;
        this.readers = readers;
        this.register = register;
        this.context = context;
        this.version = version;
        this.learned = learned;
        this.taught = learned.version();
        this.plain = plain == null ? new PlainReading(this) : plain;
    }

    /** What these ratings teach. */
    public Learned learn(Collection<RatedText> ratings) {
        return Learning.from(ratings, readers, plain);
    }

    /** The scorer of a company that rated: this one, and what was learned. */
    public ModelScorer with(Learned more) {
        return new ModelScorer(lexicon, weights, grams, readers, register, context, version, more, plain);
    }

    /** In which language a text is read; empty for one of which nothing is known. */
    public String language(String text, String language) {
        String spoken = Languages.of(OwnWords.of(text), language);
        return weights.containsKey(spoken) ? spoken : "";
    }

    /** What the ratings of the company taught this scorer. */
    public Learned learned() {
        return learned;
    }

    /** Where in a text stand phrases that were learned, those included that a weightier one outweighs there. */
    public List<Learned.Mention> mentions(String text, String language) {
        String spoken = Languages.of(OwnWords.of(text), language);
        PhraseReader reader = readers.get(spoken);
        Map<String, Learned.Entry> known = learned.phrases().getOrDefault(spoken, Map.of());
        if (reader == null || known.isEmpty()) {
            return List.of();
        }
        return reader.in(text).stream().filter(phrase -> known.containsKey(phrase.key()))
                .map(phrase -> new Learned.Mention(phrase.key(), spoken, phrase.start(), phrase.end(),
                        phrase.negated()))
                .toList();
    }

    /** Reads what comes with this module. */
    public static ModelScorer load() {
        Map<String, Weights> weights = new TreeMap<>();
        LANGUAGES.forEach(language -> weights.put(language, Weights.load("deal-" + language)));
        return of(LexiconScorer.load(), weights, Weights.load("register-en"), new Context(Encoder::load));
    }

    /** @param elsewhere what tells English texts that are no correspondence; without it all are taken for correspondence */
    static ModelScorer of(LexiconScorer lexicon, Map<String, Weights> weights, @Nullable Weights elsewhere,
            Context context) {
        int sum = elsewhere == null ? 0 : elsewhere.fingerprint();
        for (String language : LANGUAGES) {
            Weights of = weights.get(language);
            sum = sum * 31 + (of == null ? 0 : of.fingerprint());
        }
        Grams grams = new Grams(Traditional.characters());
        Map<String, PhraseReader> readers = new TreeMap<>();
        weights.forEach((language, of) -> readers.put(language, new PhraseReader(grams, of, language)));
        Register register = elsewhere == null ? null : new Register(elsewhere, grams, Opinions.load());
        return new ModelScorer(lexicon, weights, grams, readers, register, context,
                RULES + "-" + Integer.toHexString(sum) + "+" + lexicon.version(), Learned.NOTHING, null);
    }

    @Override
    public String version() {
        return version + context.version() + taught;
    }

    @Override
    public Score score(String text, String language) {
        String own = OwnWords.of(text);
        String spoken = Languages.of(own, language);
        Weights of = weights.get(spoken);
        if (of == null || own.isBlank()) {
            return new Score(0, 0, 0, List.of(), version());
        }
        List<Unit> units = new ArrayList<>();
        Odds before = read(text, own, spoken, of, units);
        units.addAll(LearnedPhrases.in(own, readers.get(spoken), learned.phrases().getOrDefault(spoken, Map.of())));
        units.sort(Comparator.comparingInt(Unit::start).thenComparingInt(Unit::end));
        return sum(units, before);
    }

    /** How much a text speaks for good rather than bad news without what was learned, as logarithm of odds. */
    double lean(String text, String spoken) {
        String own = OwnWords.of(text);
        Weights of = weights.get(spoken);
        if (of == null || own.isBlank()) {
            return 0;
        }
        List<Unit> units = new ArrayList<>();
        Odds before = read(text, own, spoken, of, units);
        return units.stream().map(Unit::odds).reduce(before, Odds::plus).lean();
    }

    /** Adds what each part of the text means, without what was learned, and gives what is so before a word is read. */
    private Odds read(String text, String own, String spoken, Weights of, List<Unit> units) {
        Score verdict = lexicon.score(own, spoken);
        List<Span> sentences = Sentences.of(own);
        double elsewhere = register == null || !spoken.equals("en") ? 0 : register.share(own, sentences, verdict);
        GramReader reader = new GramReader(own, sentences, spoken.equals("en"), grams, of);
        Odds apart = of.before(verdict).plus(of.ofPoint(verdict).times(Math.abs(verdict.value()))).plus(reader.odds());
        Reading reading = spoken.equals("en") ? context.read(own, apart, elsewhere) : Reading.NONE;
        units(text, own, sentences, phrases(verdict, of), reader, reading)
                .forEach(unit -> units.add(unit.times(1 - elsewhere)));
        if (register != null && elsewhere > 0) {
            register.opinions(own).forEach(unit -> units.add(unit.times(elsewhere)));
        }
        return of.before(verdict).times(reading.others() * (1 - elsewhere)).plus(Register.UNMOVED.times(elsewhere));
    }

    private Score sum(List<Unit> units, Odds before) {
        Odds all = units.stream().map(Unit::odds).reduce(before, Odds::plus);
        List<Evidence> evidence = Unit.worth(units, before);
        // Rounded apart from the contributions, the value would not be their sum to the last digit.
        double shown = 0;
        for (Evidence one : evidence) {
            shown += one.contribution();
        }
        return new Score(all.value(), all.confidence(), all.value() - shown, evidence, version());
    }

    private static List<Unit> units(String text, String own, List<Span> sentences, List<Unit> phrases,
            GramReader reader, Reading reading) {
        List<Unit> units = new ArrayList<>();
        phrases.forEach(unit -> units.add(unit.times(reading.others())));
        for (int i = 0; i < sentences.size(); i++) {
            Span sentence = sentences.get(i);
            Odds odds = reader.odds(i).times(reading.others()).plus(reading.odds(sentence));
            double sign = Math.signum(odds.lean());
            if (!strengthened(units, sentence, odds, sign)) {
                double[] lean = new double[sentence.end() - sentence.start()];
                reader.lean(sentence, i, reading.others(), lean);
                reading.lean(sentence, lean);
                Span span = HeaviestRun.in(lean, sign, sentence).wholeWords(own);
                units.add(new Unit(span.start(), span.end(), odds, "",
                        quote(text, span) + (sign < 0 ? " reads like bad news" : " reads like good news")));
            }
        }
        return units;
    }

    /** Where the lexicon has a phrase for what the model makes of a sentence, the phrase stands for both. */
    private static boolean strengthened(List<Unit> units, Span sentence, Odds odds, double sign) {
        int strongest = -1;
        for (int i = 0; i < units.size(); i++) {
            Unit unit = units.get(i);
            boolean inside = unit.start() >= sentence.start() && unit.end() <= sentence.end();
            if (inside && unit.odds().lean() * sign > 0 && (strongest < 0
                    || unit.odds().lean() * sign > units.get(strongest).odds().lean() * sign)) {
                strongest = i;
            }
        }
        if (strongest >= 0) {
            units.set(strongest, units.get(strongest).with(odds));
        }
        return strongest >= 0;
    }

    /** The lexicon's verdict, shared among its phrases as the lexicon shares it. */
    private static List<Unit> phrases(Score verdict, Weights of) {
        Odds odds = of.ofPoint(verdict);
        return verdict.evidence().stream().map(e -> new Unit(e.start(), e.end(),
                odds.times(e.contribution() * Math.signum(verdict.value())), e.signal(), e.reason())).toList();
    }

    private static String quote(String text, Span span) {
        String words = text.substring(span.start(), span.end()).replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
        return "\"" + (words.length() > LONGEST_QUOTE ? words.substring(0, LONGEST_QUOTE - 1) + "…" : words)
                + "\"";
    }
}
