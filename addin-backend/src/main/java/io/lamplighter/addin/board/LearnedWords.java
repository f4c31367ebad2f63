// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.board;

import io.lamplighter.addin.security.Viewer;
import io.lamplighter.crm.ActivityId;
import io.lamplighter.crm.UserId;
import io.lamplighter.crm.directory.User;
import io.lamplighter.crm.learning.Accuracy;
import io.lamplighter.crm.learning.Influence;
import io.lamplighter.crm.learning.LearnedPhrase;
import io.lamplighter.crm.learning.Moved;
import io.lamplighter.crm.opportunity.DealOfActivity;
import io.lamplighter.crm.scoring.PhraseKey;
import io.lamplighter.crm.scoring.Rating;
import io.lamplighter.crm.scoring.Ratings;
import io.lamplighter.crm.scoring.WithdrawnPhrase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Puts what was learned into words, for one reader: mail is quoted to those who may read it. */
final class LearnedWords {

    private static final int SHOWN = 6;
    private static final int MARKS = 12;
    private static final int ALSO = 3;
    private static final int QUOTE = 110;

    private final Map<Long, Rating> ratings;
    private final Map<ActivityId, DealOfActivity> deals;
    private final Viewer viewer;
    private final Words words;
    private final Instant now;

    /** @param ratings by their ids */
    LearnedWords(Map<Long, Rating> ratings, Map<ActivityId, DealOfActivity> deals, Viewer viewer, Words words,
            Instant now) {
        this.ratings = ratings;
        this.deals = deals;
        this.viewer = viewer;
        this.words = words;
        this.now = now;
    }

    LearningView.Phrase phrase(LearnedPhrase learned, int place) {
        List<String> marks = Stream.concat(Stream.generate(() -> "plus").limit(learned.good()),
                Stream.generate(() -> "minus").limit(learned.bad())).limit(MARKS).toList();
        int more = learned.behind().size() - SHOWN;
        return new LearningView.Phrase("p-" + place, learned.words(), lang(learned.language()), also(learned),
                String.join(", ", learned.signals()), LearningView.Arrow.of(learned.before(), learned.after()), marks,
                learned.good() + " good, " + learned.bad() + " bad",
                words.date(words.day(learned.changed()), words.day(now)),
                learned.behind().stream().limit(SHOWN).map(this::behind).toList(),
                more <= 0 ? "" : "and " + Spelled.count(more, "older rating", "older ratings"),
                mayWithdrawPhrases() ? path("withdraw", learned.key()) : "",
                mayWithdrawPhrases() ? path("effect", learned.key()) : "");
    }

    private static String path(String what, PhraseKey key) {
        return "/learning/phrases/" + what + "?language=" + Paths.encode(key.language()) + "&phrase="
                + Paths.encode(key.phrase());
    }

    private static @Nullable String lang(String language) {
        return language.equals("en") ? null : language;
    }

    private static String also(LearnedPhrase learned) {
        List<String> also = learned.also().stream().limit(ALSO).map(one -> "“" + one + "”").toList();
        String only = switch (learned.language()) {
            case "ko" -> "Korean only";
            case "zh" -> "Chinese only";
            default -> "";
        };
        int more = learned.also().size() - also.size();
        String list = also.isEmpty()
                ? ""
                : "also " + (more > 0
                        ? String.join(", ", also) + " and " + Spelled.of(more) + " more"
                        : Words.list(also));
        return Stream.of(list, only).filter(part -> !part.isEmpty()).collect(Collectors.joining(" · "));
    }

    private LearningView.Behind behind(LearnedPhrase.Behind behind) {
        Rating rating = ratings.get(behind.lesson().rating());
        String who = rating == null ? "" : rating.raterName();
        Optional<DealOfActivity> deal = readable(behind.lesson().activity());
        String by = who + ", " + words.date(words.day(behind.lesson().at()), words.day(now));
        return new LearningView.Behind(behind.lesson().text().good() ? "plus" : "minus", by,
                deal.map(one -> quote(behind)).orElse(List.of()),
                deal.isPresent() && rating != null ? rating.note() : "",
                deal.map(one -> href(one, behind.lesson().activity())).orElse(""),
                mayWithdraw(behind.lesson().rater())
                        ? "/learning/withdraw?rater=" + behind.lesson().rater() + "&activity="
                                + behind.lesson().activity()
                        : "");
    }

    private List<Segment> quote(LearnedPhrase.Behind behind) {
        String text = behind.lesson().heard();
        int from = cut(text, behind.start() - QUOTE / 2, behind.start(), true);
        int to = cut(text, Math.max(behind.end(), from + QUOTE), behind.end(), false);
        boolean good = behind.lesson().text().good() != behind.negated();
        EvidenceSpan span = new EvidenceSpan(behind.start() - from, behind.end() - from, good ? 0.1 : -0.1, "", "");
        String part = text.substring(from, to);
        List<Segment> segments = new ArrayList<>();
        segments.add(new Segment((from > 0 ? "…" : "") + part.substring(0, span.start()).stripLeading(), null));
        segments.add(new Segment(part.substring(span.start(), span.end()),
                new Segment.Mark("", good ? "good" : "bad", "", "")));
        segments.add(new Segment(part.substring(span.end()).stripTrailing() + (to < text.length() ? "…" : ""), null));
        return segments;
    }

    /** A place between words near {@code wanted}, and never inside of the phrase. */
    private static int cut(String text, int wanted, int phrase, boolean before) {
        if (wanted <= 0 || wanted >= text.length()) {
            return Math.clamp(wanted, 0, text.length());
        }
        int paragraph = before ? text.lastIndexOf('\n', phrase - 1) + 1 : text.indexOf('\n', phrase);
        if (before && paragraph > wanted) {
            return paragraph;
        }
        if (!before && paragraph >= 0 && paragraph < wanted) {
            return paragraph;
        }
        int space = before ? text.indexOf(' ', wanted) + 1 : text.lastIndexOf(' ', wanted);
        return before ? space > 0 && space <= phrase ? space : phrase : Math.max(space, phrase);
    }

    private Optional<DealOfActivity> readable(ActivityId activity) {
        return Optional.ofNullable(deals.get(activity)).filter(deal -> mayRead(deal.owner()));
    }

    /** An admin keeps the learning in order without reading mail. */
    boolean mayRead(UserId owner) {
        return viewer.user().role() != User.Role.ADMIN
                && (viewer.owner().isEmpty() || viewer.owner().get().equals(owner));
    }

    boolean mayWithdraw(UserId rater) {
        return viewer.user().role() != User.Role.REP || rater.equals(viewer.id());
    }

    private static String href(DealOfActivity deal, ActivityId activity) {
        return deal.open() ? Paths.deal(deal.id().toString()) + "#act-" + activity : "";
    }

    LearningView.Rater rater(Influence one, double most, Optional<Accuracy> accuracy) {
        return new LearningView.Rater(Face.of(one.name()), words.count(one.ratings(), "rating", "ratings"),
                Math.round(one.share() * 100) + " %", (int) Math.round(100 * one.share() / Math.max(most, 0.01)),
                one.isSystematic(), says(one, accuracy),
                mayWithdraw(one.rater()) ? "/learning/withdraw?rater=" + one.rater() : "");
    }

    private String says(Influence one, Optional<Accuracy> accuracy) {
        if (one.isSystematic()) {
            boolean all = one.good() == 0 || one.bad() == 0;
            String what = one.good() > one.bad() ? "good" : "bad";
            return (all
                    ? "All " + one.ratings() + " are " + what
                    : Math.max(one.good(), one.bad()) + " of " + one.ratings() + " are " + what)
                    + ", so they tell phrases apart less: each counts " + Math.round(one.each() * 100) + " %.";
        }
        Optional<Accuracy.Agreement> agrees = accuracy.map(Accuracy::raters)
                .flatMap(raters -> Optional.ofNullable(raters.get(one.rater()))).filter(a -> a.tested() >= 10);
        return agrees.map(a -> "Agrees with what the others taught "
                + Spelled.of(Math.round(10.0 * a.with() / a.tested())) + " times in ten.")
                .orElse(one.ratings() < 10 ? "Few ratings so far." : one.good() + " good, " + one.bad() + " bad.");
    }

    LearningView.Step step(Moved moved) {
        return new LearningView.Step(
                new DealRow.Deal(moved.recent().deal().toString(), moved.recent().dealName(), ""),
                moved.recent().from() + ", " + words.lately(moved.recent().at(), now),
                Paths.deal(moved.recent().deal().toString()) + "#act-" + moved.recent().activity(),
                Score.of(moved.before()), Score.of(moved.after()),
                moved.words().isEmpty() ? "" : "“" + Clip.line(moved.words().getFirst(), 60) + "”");
    }

    boolean mayWithdrawPhrases() {
        return viewer.user().role() != User.Role.REP;
    }

    LearningView.Withdrawn withdrawn(Rating rating) {
        return new LearningView.Withdrawn(rating.good() ? "plus" : "minus",
                rating.raterName() + "’s “" + Rates.kind(rating) + "”, withdrawn " + words.lately(rating.at(), now)
                        + readable(rating.activity()).map(deal -> ", on " + deal.name()).orElse(""),
                rating.activity().toString(), rating.rater().toString(), mayWithdraw(rating.rater()));
    }

    LearningView.Together together(Ratings.Together one) {
        return new LearningView.Together(Spelled.first(one.ratings()) + " ratings of " + one.raterName()
                + ", withdrawn in one go by " + one.by() + " " + words.lately(one.at(), now), one.rater().toString(),
                one.at().toString(), mayWithdraw(one.rater()));
    }

    LearningView.WithdrawnPhrase withdrawn(WithdrawnPhrase phrase) {
        return new LearningView.WithdrawnPhrase(phrase.words(), lang(phrase.key().language()),
                "not learned by decision of " + phrase.by() + ", " + words.lately(phrase.at(), now), phrase.note(),
                phrase.key().language(), phrase.key().phrase(), mayWithdrawPhrases());
    }
}
