// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.board;

import io.lamplighter.addin.security.Viewer;
import io.lamplighter.crm.ActivityId;
import io.lamplighter.crm.UserId;
import io.lamplighter.crm.directory.User;
import io.lamplighter.crm.learning.Influence;
import io.lamplighter.crm.learning.LearnedPhrase;
import io.lamplighter.crm.learning.LearningLedger;
import io.lamplighter.crm.learning.Moved;
import io.lamplighter.crm.learning.Withdrawal;
import io.lamplighter.crm.scoring.PhraseKey;
import io.lamplighter.crm.scoring.Ratings;
import io.lamplighter.crm.scoring.WithdrawnPhrases;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Takes back what was learned: ratings by whoever gave them, by managers and by admins; a phrase, which others taught as well,
 * by managers and admins. Says first what would change, and how to undo it after.
 */
public final class WithdrawalDesk {

    private static final int STEPS = 50;

    private final LearningLedger ledger;
    private final Ratings ratings;
    private final WithdrawnPhrases phrases;
    private final Words words;
    private final Clock clock;

    public WithdrawalDesk(LearningLedger ledger, Ratings ratings, WithdrawnPhrases phrases, Words words, Clock clock) {
        this.ledger = ledger;
        this.ratings = ratings;
        this.phrases = phrases;
        this.words = words;
        this.clock = clock;
    }

    /**
     * What taking back would change, before it is done.
     *
     * @param says what it is that would be taken back
     * @param effect what that changes
     * @param rest how many recent scores more are not listed, in words; may be empty
     * @param action where the form goes, {@code fields} what it brings
     * @param noted whether it takes a note
     */
    public record Preview(String says, String effect, List<LearningView.Step> steps, String rest, String action,
            Map<String, String> fields, boolean noted) {

        public Preview {
            steps = List.copyOf(steps);
            fields = Map.copyOf(fields);
        }
    }

    /**
     * @param activity one rating; empty for all of that person
     * @throws NotFound if there is nothing to take back, or not for this reader
     */
    Preview preview(UserId rater, Optional<ActivityId> activity, Viewer viewer) {
        mustWithdraw(rater, viewer);
        Withdrawal withdrawal = ledger.without(lesson -> lesson.rater().equals(rater)
                && activity.map(lesson.activity()::equals).orElse(true));
        String name = ledger.raters().stream().filter(one -> one.rater().equals(rater)).map(Influence::name)
                .findFirst().orElseThrow(NotFound::new);
        if (withdrawal.ratings() == 0) {
            throw new NotFound();
        }
        String whose = rater.equals(viewer.id()) ? "your" : name + "’s";
        String what = activity.isPresent()
                ? "Take back " + whose + " rating?"
                : "Take back all " + words.number(withdrawal.ratings()) + " of " + whose.replace("your", "your own")
                        + " ratings?";
        return preview(what, "It " + effect(withdrawal)
                + ". It is then as if it had never been said; what was said stays listed as withdrawn and can count again.",
                withdrawal, viewer, "/learning/withdraw", Map.of("rater", rater.toString(), "activity",
                        activity.map(ActivityId::toString).orElse("")));
    }

    /** @throws NotFound if it is not learned, or not this reader's to decide */
    Preview preview(PhraseKey phrase, Viewer viewer) {
        LearnedPhrase learned = learned(phrase, viewer);
        Withdrawal withdrawal = ledger.without(phrase);
        return preview("Not learn “" + learned.words() + "” any more?", "It " + effect(withdrawal) + ". The "
                + words.count(withdrawal.ratings(), "rating", "ratings")
                + " behind it stay and teach the other words of their texts; these words are read as if nobody had rated them,"
                + " now and with every rating to come, until somebody lets them be learned again.",
                withdrawal, viewer, "/learning/phrases/withdraw",
                Map.of("language", phrase.language(), "phrase", phrase.phrase()));
    }

    private Preview preview(String says, String effect, Withdrawal withdrawal, Viewer viewer, String action,
            Map<String, String> fields) {
        LearnedWords learned = new LearnedWords(Map.of(), Map.of(), viewer, words, clock.instant());
        List<Moved> seen = withdrawal.moved().stream().filter(one -> learned.mayRead(one.recent().owner())).toList();
        return new Preview(says, effect, seen.stream().limit(STEPS).map(learned::step).toList(),
                seen.size() > STEPS ? "and " + words.number(seen.size() - STEPS) + " smaller steps" : "", action,
                fields, fields.containsKey("phrase"));
    }

    /** "Withdrawing the phrase changes 14 recent scores and takes back one warning." */
    String effect(PhraseKey phrase, Viewer viewer) {
        learned(phrase, viewer);
        return "Withdrawing the phrase " + effect(ledger.without(phrase)) + ".";
    }

    private String effect(Withdrawal withdrawal) {
        List<String> parts = new ArrayList<>();
        int scores = withdrawal.moved().size();
        parts.add(scores == 0
                ? "changes no recent score"
                : "changes " + Spelled.count(scores, "recent score", "recent scores"));
        if (withdrawal.warningsLifted() > 0) {
            parts.add("takes back " + Spelled.count(withdrawal.warningsLifted(), "warning", "warnings"));
        }
        int less = withdrawal.phrasesBefore() - withdrawal.phrasesAfter();
        if (less != 0) {
            parts.add("leaves " + words.count(withdrawal.phrasesAfter(), "learned phrase", "learned phrases")
                    + " of " + words.number(withdrawal.phrasesBefore()));
        }
        return Words.list(parts);
    }

    /** @return the way back; empty where there was nothing to take back */
    Optional<Undo> withdraw(UserId rater, Optional<ActivityId> activity, Viewer viewer) {
        mustWithdraw(rater, viewer);
        if (activity.isPresent()) {
            return ratings.withdraw(activity.get(), rater, viewer.user())
                    ? Optional.of(withdrawn(1, "/learning/restore",
                            Map.of("rater", rater.toString(), "activity", activity.get().toString())))
                    : Optional.empty();
        }
        int taken = ratings.withdrawAll(rater, viewer.user());
        return taken == 0
                ? Optional.empty()
                : Optional.of(withdrawn(taken, "/learning/restore-all",
                        Map.of("rater", rater.toString(), "at", latest(rater))));
    }

    private String latest(UserId rater) {
        return ratings.withdrawn(Optional.of(rater)).getFirst().at().toString();
    }

    private static Undo withdrawn(int taken, String action, Map<String, String> fields) {
        return new Undo(Spelled.first(taken) + (taken == 1 ? " rating is" : " ratings are")
                + " withdrawn, as if never given",
                "Scores follow within seconds. What was said stays, marked as withdrawn.",
                action, fields);
    }

    Optional<Undo> withdraw(PhraseKey phrase, String note, Viewer viewer) {
        LearnedPhrase learned = learned(phrase, viewer);
        return phrases.withdraw(phrase, learned.words(), note, viewer.user())
                ? Optional.of(new Undo("“" + learned.words() + "” is not learned any more",
                        "Scores follow within seconds. Its ratings stay and teach the other words of their texts.",
                        "/learning/phrases/restore",
                        Map.of("language", phrase.language(), "phrase", phrase.phrase())))
                : Optional.empty();
    }

    String restore(UserId rater, ActivityId activity, Viewer viewer) {
        mustWithdraw(rater, viewer);
        return counts(ratings.restore(activity, rater, viewer.user()) ? 1 : 0);
    }

    /** Brings back what was taken back in one go at a moment. */
    String restoreAll(UserId rater, Instant at, Viewer viewer) {
        mustWithdraw(rater, viewer);
        return counts(ratings.restoreAll(rater, at, viewer.user()));
    }

    private static String counts(int restored) {
        return switch (restored) {
            case 0 -> "Nothing was changed: it counts already, or is not there any more.";
            case 1 -> "The rating counts again. Scores follow within seconds.";
            default -> Spelled.first(restored) + " ratings count again. Scores follow within seconds.";
        };
    }

    String restore(PhraseKey phrase, Viewer viewer) {
        if (viewer.user().role() == User.Role.REP) {
            throw new NotFound();
        }
        return phrases.restore(phrase, viewer.user())
                ? "The phrase is learned again. Scores follow within seconds."
                : "Nothing was changed: it is learned already.";
    }

    private LearnedPhrase learned(PhraseKey phrase, Viewer viewer) {
        return ledger.phrases().stream().filter(one -> one.key().equals(phrase))
                .filter(one -> viewer.user().role() != User.Role.REP).findFirst().orElseThrow(NotFound::new);
    }

    private static void mustWithdraw(UserId rater, Viewer viewer) {
        if (viewer.user().role() == User.Role.REP && !rater.equals(viewer.id())) {
            throw new NotFound();
        }
    }
}
