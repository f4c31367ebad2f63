// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.sentiment.model;

import io.lamplighter.sentiment.encoder.Encoder;
import io.lamplighter.sentiment.encoder.Leanings;
import io.lamplighter.sentiment.model.Sentences.Span;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the encoder makes of a text, which it reads as a whole, put beside what lexicon and runs of words say. It is loaded when
 * it is first needed; where it cannot be, the others speak alone.
 */
final class Context {

    static final Context NONE = new Context(Optional::empty);

    /** How much each is believed when they are joined: see RATIONALE.md. */
    private static final double ENCODER = 0.5;
    private static final double OTHERS = 0.5;
    /** Where the others are this sure (0.8 for one of the three), the encoder changes no more than it costs. */
    private static final double SURE = 0.7;
    /** What is so surely no correspondence is not read as such. */
    private static final double FOREIGN = 0.95;
    /** Longer texts are rare, and their characters would be kept with what was made of them. */
    private static final int LONGEST = 4_000;

    private final Supplier<Optional<Encoder>> source;
    // Ratings are tried out by scoring the same mails with them and without; what was learned changes nothing about how they are read.
    private final Recent<String, Leanings> recent = new Recent<>(500);
    private volatile @Nullable Optional<Encoder> loaded;

    Context(Supplier<Optional<Encoder>> source) {
        this.source = source;
    }

    /** Names the weights; empty without an encoder. */
    String version() {
        return encoder().map(encoder -> "+encoder-" + encoder.version()).orElse("");
    }

    /**
     * @param apart what the others make of the text
     * @param elsewhere how much it is no correspondence
     */
    Reading read(String own, Odds apart, double elsewhere) {
        if (apart.confidence() > SURE || elsewhere > FOREIGN) {
            return Reading.NONE;
        }
        return encoder().map(encoder -> new Reading(read(own, encoder), ENCODER, OTHERS)).orElse(Reading.NONE);
    }

    private Leanings read(String own, Encoder encoder) {
        return own.length() > LONGEST ? encoder.read(own) : recent.of(own, encoder::read);
    }

    private Optional<Encoder> encoder() {
        Optional<Encoder> encoder = loaded;
        if (encoder == null) {
            synchronized (this) {
                encoder = loaded == null ? source.get() : loaded;
                loaded = encoder;
            }
        }
        return encoder;
    }

    /**
     * One text, read.
     *
     * @param trust what its word counts, beside {@code others} for everybody else's
     */
    record Reading(Leanings leanings, double trust, double others) {

        static final Reading NONE = new Reading(Leanings.NONE, 0, 1);

        /** What the words of a sentence mean together. */
        Odds odds(Span sentence) {
            double good = 0;
            double bad = 0;
            for (int i = 0; i < leanings.size(); i++) {
                if (isIn(sentence, i)) {
                    good += leanings.good()[i];
                    bad += leanings.bad()[i];
                }
            }
            return new Odds(good * trust, bad * trust);
        }

        /** Adds to the characters of a sentence how much they lean to good news. */
        void lean(Span sentence, double[] lean) {
            for (int i = 0; i < leanings.size(); i++) {
                int start = leanings.starts()[i];
                int end = Math.min(leanings.ends()[i], sentence.end());
                for (int at = start; isIn(sentence, i) && at < end; at++) {
                    lean[at - sentence.start()] += (leanings.good()[i] - leanings.bad()[i]) * trust / (end - start);
                }
            }
        }

        private boolean isIn(Span sentence, int piece) {
            return leanings.starts()[piece] >= sentence.start() && leanings.starts()[piece] < sentence.end();
        }
    }
}
