// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.sentiment.lexicon;

import io.lamplighter.sentiment.Score;
import io.lamplighter.sentiment.SentimentScorer;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Scores by hand-written deal phrases for English, Korean and Chinese, and shows each phrase it went by.
 *
 * <p>A text in another language gets 0 with confidence 0 and no evidence. Texts are read up to a length that no letter reaches.
 */
public final class LexiconScorer implements SentimentScorer {

    /** Raise it when the rules change; the data speaks for itself. */
    private static final String RULES = "lexicon-1";

    private static final List<String> FILES = List.of("deal-en.tsv", "classes-en.tsv", "deal-ko.tsv", "deal-zh.tsv",
            "traditional.tsv");

    private final String version;
    private final Map<String, PhraseFinder> finders;

    private LexiconScorer(String version, Map<String, PhraseFinder> finders) {
        this.version = version;
        this.finders = finders;
    }

    /** Reads the lexicon that comes with this module. */
    public static LexiconScorer load() {
        return new LexiconScorer(RULES + "-" + fingerprint(), Map.of(
                "en", new EnglishPhrases(LexiconFile.entries("deal-en.tsv"), LexiconFile.pairs("classes-en.tsv")),
                "ko", CharacterPhrases.korean(LexiconFile.entries("deal-ko.tsv")),
                "zh",
                CharacterPhrases.chinese(LexiconFile.entries("deal-zh.tsv"))));
    }

    @Override
    public String version() {
        return version;
    }

    @Override
    public Score score(String text, String language) {
        String own = OwnWords.of(text);
        PhraseFinder finder = finders.get(Languages.of(own, language));
        return Tally.of(finder == null ? List.of() : finder.find(own), text, version);
    }

    private static String fingerprint() {
        CRC32 crc = new CRC32();
        FILES.forEach(file -> crc.update(LexiconFile.content(file).getBytes(UTF_8)));
        return Long.toHexString(crc.getValue());
    }
}
