// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.board;

import io.lamplighter.addin.upload.OutcomeWord;
import io.lamplighter.crm.activity.ActivityView;
import io.lamplighter.ingest.Attachment;
import io.lamplighter.ingest.Direction;
import io.lamplighter.ingest.Interaction;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Turns activities into entries of a timeline. */
final class Entries {

    private final Words words;
    private final Instant now;
    private final boolean seesAllDeals;
    private final String deal;

    /**
     * @param seesAllDeals whether other deals of the account may be named
     * @param deal the path of its page
     */
    Entries(Words words, Instant now, boolean seesAllDeals, String deal) {
        this.deal = deal;
        this.words = words;
        this.now = now;
        this.seesAllDeals = seesAllDeals;
    }

    /** What counted stands open; what did not is one line that opens. */
    Activity entry(ActivityView activity) {
        boolean open = activity.clock().moves() || activity.score().isPresent() && inbound(activity.what());
        return new Activity(activity.id().toString(), open, new Headings(words, now).of(activity, open), body(activity),
                activity.score().map(scored -> Score.of(scored.value())).orElse(null), clock(activity),
                new Whys(words, now, seesAllDeals).of(activity))
                .about(activity.score().map(scored -> Signals.of(scored.evidence())).orElse(List.of()));
    }

    private static boolean inbound(ActivityView.Interaction what) {
        return what.direction() == Direction.INBOUND;
    }

    private Activity.Body body(ActivityView activity) {
        ActivityView.Interaction what = activity.what();
        if (what.kind() != Interaction.Kind.EMAIL) {
            return spoken(activity);
        }
        Evidence evidence = activity.score()
                .map(scored -> Evidence.of(what.body(),
                        Proof.inBody(what.subject(), what.body(), scored.evidence()), scored.value(),
                        "ev-" + activity.id()))
                .orElseGet(() -> Evidence.plain(what.body()));
        return new Activity.Body(what.forwarded() ? "Passes on somebody else’s words." : "", evidence, quoted(what),
                what.attachments().stream().map(this::file).toList());
    }

    private Activity.Body spoken(ActivityView activity) {
        ActivityView.Interaction what = activity.what();
        List<String> files = what.attachments().stream().map(this::file).toList();
        String plan = what.plan().map(p -> new Plans(words).of(what, p)).orElse("");
        if (what.turns().isEmpty()) {
            return new Activity.Body(plan, Evidence.plain(plan.isEmpty() ? what.body() : Plans.agenda(what.body())),
                    null, files, List.of(), outcome(activity));
        }
        Turns turns = new Turns(what);
        Statements.Heard heard = activity.score()
                .map(scored -> new Statements(what.body(), what.turns()).of(
                        Proof.inBody(what.subject(), what.body(), scored.evidence()), scored.value(),
                        "ev-" + activity.id(), turns.bounds()))
                .orElseGet(() -> new Statements.Heard(Evidence.plain(what.body(), turns.bounds()), ""));
        Evidence evidence = heard.evidence();
        String bySpeaker = heard.bySpeaker().isEmpty() ? "" : "By speaker: " + heard.bySpeaker() + ".";
        return new Activity.Body(Stream.of(plan, turns.note(words), bySpeaker).filter(note -> !note.isEmpty())
                .collect(Collectors.joining(" ")), new Evidence(List.of(), evidence.sum()), null, files,
                turns.said(evidence.paragraphs()), outcome(activity));
    }

    private Activity.@Nullable Outcome outcome(ActivityView activity) {
        boolean ahead = activity.what().plan().filter(plan -> plan.isAhead(now)).isPresent();
        if (!activity.mayHaveOutcome() || ahead) {
            return null;
        }
        String says = activity.outcome().map(o -> says(o, !activity.what().turns().isEmpty())).orElse("");
        return new Activity.Outcome(deal + "/activities/" + activity.id() + "/outcome", says, UploadForm.OUTCOMES,
                activity.outcome().map(o -> OutcomeWord.of(o.what().kind()).key()).orElse(""),
                activity.outcome().map(o -> o.what().words()).orElse(""));
    }

    /** "Next step agreed: pilot on Tuesday", and whose word that is. */
    private static String says(ActivityView.Outcome outcome, boolean spoken) {
        OutcomeWord word = OutcomeWord.of(outcome.what().kind());
        String said = outcome.what().words().replaceFirst("[.。]$", "");
        String what = word == OutcomeWord.OTHER && !said.isEmpty()
                ? said
                : word.label()
                        + (said.isEmpty() ? "" : ": " + (outcome.by().isEmpty() && spoken ? "“" + said + "”" : said));
        String whose = spoken ? ", as its words say." : ", as the list of those who joined says.";
        return what + (outcome.by().isEmpty() ? whose : ", entered by " + outcome.by() + ".");
    }

    private Activity.@Nullable Folded quoted(ActivityView.Interaction what) {
        return what.quotedLines() == 0
                ? null
                : new Activity.Folded(words.count(what.quotedLines(), "quoted line is", "quoted lines are")
                        + " left out.", "");
    }

    private String file(Attachment file) {
        String name = file.name().isBlank() ? file.type() : file.name();
        return file.size() <= 0 ? name : name + ", " + size(file.size());
    }

    private String size(long octets) {
        if (octets < 1_000_000) {
            return words.number(Math.max(1, octets / 1000)) + " kB";
        }
        return Round.tenths(octets / 1_000_000.0) + " MB";
    }

    private Activity.Clock clock(ActivityView activity) {
        ActivityView.Clock clock = activity.clock();
        if (clock.moves() && activity.what().plan().filter(plan -> plan.isAhead(now)).isPresent()) {
            return new Activity.Clock(false, "it is still ahead, and the clock waits for it");
        }
        String paused = clock.pausesUntil()
                .map(end -> "; the clock waits until " + words.date(words.day(end), words.day(now))).orElse("");
        return new Activity.Clock(clock.moves(), clock.reason() + paused);
    }
}
