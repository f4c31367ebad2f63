// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.board;

import io.lamplighter.crm.activity.ActivityView;
import io.lamplighter.crm.activity.SpokenTurn;
import io.lamplighter.ingest.Interaction;
import io.lamplighter.ingest.MeetingOutcome;
import io.lamplighter.ingest.Participant;
import io.lamplighter.ingest.sync.Conversation.Side;
import io.lamplighter.ingest.sync.Said;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Says of an activity in one line what it was, who did it and when. */
final class Headings {

    private static final int NAMED = 4;

    private final Words words;
    private final Instant now;

    Headings(Words words, Instant now) {
        this.words = words;
        this.now = now;
    }

    /** @param open whether the body stands open below it */
    Activity.Heading of(ActivityView activity, boolean open) {
        ActivityView.Interaction what = activity.what();
        if (what.kind() != Interaction.Kind.EMAIL) {
            return meeting(activity, open);
        }
        String from = from(what);
        String to = named(what, Participant.Role.TO);
        if (what.said() != Said.NOTHING) {
            return new Activity.Heading(kind(what), does(what.said(), from), open && !to.isEmpty() ? "to " + to : "",
                    what.subject(), when(what.at()));
        }
        return new Activity.Heading(kind(what), open ? from : told(what, from, to),
                open && !to.isEmpty() ? "to " + to : "", what.subject(), when(what.at()));
    }

    private Activity.Heading meeting(ActivityView activity, boolean open) {
        ActivityView.Interaction what = activity.what();
        String word = switch (what.kind()) {
            case TRANSCRIPT -> "Call transcript";
            case NOTES -> "Notes by " + from(what);
            case MEETING -> what.plan().map(plan -> meeting(activity, plan)).orElse("Meeting");
            case CALL -> "Call";
            case EMAIL -> "Mail";
        };
        String symbol = switch (what.kind()) {
            case TRANSCRIPT -> "transcript";
            case NOTES -> "notes";
            case MEETING, CALL, EMAIL -> "meeting";
        };
        boolean titled = open && !what.subject().isBlank();
        String there = Stream.of(titled && what.plan().isPresent() ? word : "", new Turns(what).length(),
                named(what, Participant.Role.SPEAKER))
                .filter(words -> !words.isEmpty()).collect(Collectors.joining(", "));
        return new Activity.Heading(symbol, titled ? what.subject() : word, open ? there : "",
                titled ? "" : what.subject(), when(what.at()));
    }

    /** Only whoever called a meeting can call it off. */
    private String meeting(ActivityView activity, ActivityView.Plan plan) {
        ActivityView.Interaction what = activity.what();
        if (activity.outcome().filter(o -> o.what().kind() == MeetingOutcome.Kind.NO_SHOW).isPresent()) {
            return "Meeting, nobody came";
        }
        if (plan.cancelled()) {
            return "Meeting, called off" + (from(what).isBlank() ? "" : " by " + from(what));
        }
        boolean heard = what.turns().stream().anyMatch(SpokenTurn::byBuyer)
                || what.attendance().filter(came -> came.has(Side.BUYER)).isPresent();
        return plan.isAhead(now) ? "Meeting ahead" : heard ? "Meeting held" : "Meeting";
    }

    /** What a mail does with a meeting. */
    private static String does(Said said, String who) {
        return switch (said) {
            case NOTHING, INVITES -> who + " sent an invitation";
            case CHANGES -> who + " changed the meeting";
            case CALLS_OFF -> who + " called the meeting off";
            case ACCEPTS -> who + " accepted the meeting";
            case MAY_COME -> who + " may come to the meeting";
            case DECLINES -> who + " declined the meeting";
            case DELEGATES -> who + " sends somebody else to the meeting";
            case PROPOSES -> who + " asked for another time";
            case INSISTS -> who + " keeps to the time of the meeting";
            case ASKS -> who + "’s calendar asked for news of the meeting";
        };
    }

    Activity.When when(Instant at) {
        return new Activity.When(words.weekdayTime(at, now), at.atZone(words.zone()).toOffsetDateTime().toString());
    }

    private static String kind(ActivityView.Interaction what) {
        return switch (what.origin().kind()) {
            case AUTO_REPLY -> "pause";
            case BOUNCE -> "alert";
            case RECEIPT -> "receipt";
            case INVITATION -> "meeting";
            case BULK -> "mail";
            case PERSON -> switch (what.direction()) {
                case INBOUND -> "in";
                case OUTBOUND -> "out";
                case INTERNAL -> "people";
            };
        };
    }

    private static String told(ActivityView.Interaction what, String from, String to) {
        return switch (what.origin().kind()) {
            case AUTO_REPLY -> "Automatic reply from " + from;
            case BOUNCE -> "Bounce from " + from;
            case RECEIPT -> "Receipt from " + from;
            case INVITATION -> from + " sent an invitation";
            case BULK -> from + " wrote to many";
            case PERSON -> to.isEmpty() ? from + " wrote" : from + " wrote to " + to;
        };
    }

    private static String from(ActivityView.Interaction what) {
        return what.fromName().isBlank() ? what.fromAddress() : what.fromName();
    }

    private static String named(ActivityView.Interaction what, Participant.Role role) {
        List<String> names = what.participants().stream().filter(person -> person.role() == role)
                .map(person -> person.name().isBlank() ? person.address() : person.name())
                .filter(name -> !name.isBlank()).distinct().toList();
        return names.size() <= NAMED
                ? String.join(", ", names)
                : String.join(", ", names.subList(0, NAMED - 1)) + " and "
                        + Spelled.of(names.size() - (NAMED - 1L)) + " more";
    }
}
