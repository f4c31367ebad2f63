// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.board;

import io.lamplighter.ingest.Participant;
import io.lamplighter.ingest.sync.Attendance;
import io.lamplighter.ingest.sync.Conversation.Side;
import io.lamplighter.ingest.sync.PlannedMeeting.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Says who came to a meeting, how long they stayed, and who of the invited did not come. */
final class Presences {

    private static final int NAMED = 5;

    private final Words words;

    Presences(Words words) {
        this.words = words;
    }

    /** "Celia Drummond came for 44 min and Ravi Sethi for 31 min, with Tomas Quill of us. Hugo Lentz did not come." */
    String of(List<Participant> invited, Map<String, Answer> answers, Attendance attendance) {
        List<String> theirs = attendance.people().stream().filter(p -> p.side() == Side.BUYER)
                .map(p -> p.name() + stay(p)).toList();
        List<String> ours = attendance.people().stream().filter(p -> p.side() == Side.OURS).map(Attendance.Person::name)
                .toList();
        String came = theirs.isEmpty()
                ? ours.isEmpty() ? "Somebody came whose name is not known." : "Only we came: " + list(ours) + "."
                : list(theirs) + " came" + (ours.isEmpty() ? "." : ", and of us " + list(ours) + ".");
        return came + missing(invited, answers, attendance);
    }

    private String stay(Attendance.Person person) {
        long minutes = Math.round(person.seconds() / 60.0);
        return minutes < 1 ? "" : " (" + words.number(minutes) + " min)";
    }

    /** Whoever came under a name that nobody knows may be any of those who seem to be missing: then nothing is said of them. */
    private static String missing(List<Participant> invited, Map<String, Answer> answers, Attendance attendance) {
        boolean known = attendance.people().stream().allMatch(p -> p.side() == Side.OURS
                || p.side() == Side.BUYER && invited.stream().anyMatch(one -> is(one, p)));
        if (!known) {
            return "";
        }
        List<String> declined = new ArrayList<>();
        List<String> absent = new ArrayList<>();
        invited.stream().filter(one -> attendance.people().stream().noneMatch(p -> is(one, p))).forEach(
                one -> (answers.get(one.key()) == Answer.DECLINED ? declined : absent).add(Plans.name(one)));
        return (absent.isEmpty() ? "" : " " + list(absent) + " did not come.")
                + (declined.isEmpty() ? "" : " " + list(declined) + " declined.");
    }

    private static boolean is(Participant one, Attendance.Person person) {
        return person.address().isEmpty()
                ? one.name().equalsIgnoreCase(person.name())
                : one.key().equals(person.address());
    }

    private static String list(List<String> names) {
        return names.size() <= NAMED ? Words.list(names) : names.size() + " people";
    }
}
