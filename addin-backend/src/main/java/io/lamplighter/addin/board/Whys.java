// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.board;

import io.lamplighter.crm.activity.ActivityView;
import io.lamplighter.crm.activity.SpokenTurn;
import io.lamplighter.crm.match.Candidate;
import io.lamplighter.crm.match.Match;
import io.lamplighter.crm.sql.Json;
import io.lamplighter.ingest.Interaction;
import io.lamplighter.ingest.Origin;
import io.lamplighter.ingest.sync.Conversation.Side;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.type.TypeReference;

/** Explains why an activity is on this deal, who saw it and what scored it. */
final class Whys {

    private static final TypeReference<List<Candidate>> CANDIDATES = new TypeReference<>() {};

    private static final int NAMED = 6;

    private final Words words;
    private final Instant now;
    private final boolean seesAllDeals;

    /** @param seesAllDeals whether other deals of the account may be named; to a rep they may be a colleague's */
    Whys(Words words, Instant now, boolean seesAllDeals) {
        this.words = words;
        this.now = now;
        this.seesAllDeals = seesAllDeals;
    }

    List<Activity.Why> of(ActivityView activity) {
        List<Activity.Why> whys = new ArrayList<>();
        Origin origin = activity.what().origin();
        whys.add(Activity.Why.of("Taken for", kind(activity.what().kind(), origin.kind()) + ": " + origin.reason()
                + "."));
        if (!activity.what().turns().isEmpty()) {
            whys.add(Activity.Why.of("Who spoke", whoSpoke(activity.what().turns())));
        }
        whys.add(Activity.Why.of("This deal", deal(activity.why())));
        List<String> names = activity.witnesses().stream().map(ActivityView.Witness::ownerName).distinct().toList();
        if (!names.isEmpty()) {
            whys.add(Activity.Why.seenBy(names));
        }
        activity.score().ifPresent(scored -> whys.add(Activity.Why.of("Score", "Scorer " + scored.version()
                + ", scored " + words.ago(scored.at(), now) + ".")));
        return whys;
    }

    private static String whoSpoke(List<SpokenTurn> turns) {
        String buyers = speakers(turns, Side.BUYER);
        String ours = speakers(turns, Side.OURS);
        return (buyers.isEmpty() ? "Nobody of the buyer by name" : "For the buyer " + buyers)
                + (ours.isEmpty() ? "" : ", for us " + ours) + ". Only what the buyer said is scored.";
    }

    private static String speakers(List<SpokenTurn> turns, Side side) {
        List<String> names = turns.stream().filter(turn -> turn.side() == side).map(SpokenTurn::speaker).distinct()
                .toList();
        return names.size() <= NAMED
                ? Words.list(names)
                : String.join(", ", names.subList(0, NAMED)) + " and " + Spelled.of(names.size() - (long) NAMED)
                        + " more";
    }

    private static String kind(Interaction.Kind what, Origin.Kind kind) {
        return switch (what) {
            case TRANSCRIPT -> "A call transcript";
            case NOTES -> "Notes";
            case MEETING -> "A meeting";
            case CALL -> "A call";
            case EMAIL -> kind(kind);
        };
    }

    private static String kind(Origin.Kind kind) {
        return switch (kind) {
            case PERSON -> "A person’s mail";
            case BULK -> "Mail to many";
            case AUTO_REPLY -> "An automatic reply";
            case BOUNCE -> "A bounce";
            case RECEIPT -> "A receipt";
            case INVITATION -> "An invitation";
        };
    }

    private String deal(ActivityView.Why why) {
        List<Candidate> candidates = Json.read(why.candidates(), CANDIDATES);
        String rule = rule(Match.Rule.valueOf(why.rule()));
        if (candidates.size() < 2) {
            return rule + ".";
        }
        Candidate next = candidates.get(1);
        return rule + ", " + two(candidates.getFirst().score()) + ". Next best: "
                + (seesAllDeals ? "“" + next.name() + "”" : "another deal of the account") + ", "
                + two(next.score()) + ".";
    }

    static String two(double score) {
        return Score.signed((int) Math.round(score * 100)).replace("+", "");
    }

    private static String rule(Match.Rule rule) {
        return switch (rule) {
            case THREAD -> "Another message of its thread is on this deal";
            case BUYING_ROLE -> "The person has a part in buying it";
            case ONLY_OPEN_DEAL -> "The account’s only open deal";
            case SUBJECT -> "The subject names it";
            case MOST_RECENT_DEAL -> "The account’s most recently active deal";
            case NO_OPEN_DEAL -> "The account had no open deal then";
            case UNCERTAIN -> "Several deals come into question";
            case BY_HAND -> "Somebody put it here by hand";
            case UPLOADED -> "It was uploaded to this deal";
        };
    }
}
