// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.board;

import io.lamplighter.crm.activity.ActivityView;
import io.lamplighter.ingest.Participant;
import io.lamplighter.ingest.sync.PlannedMeeting.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Says of a meeting when and where it is, and who came or said to come. */
final class Plans {

    private static final int NAMED = 5;
    private static final int LOCATION = 60;
    /** What Teams, Zoom and their like put below the organiser's own words. */
    private static final Pattern JOINING = Pattern.compile("(?m)^\\s*(?:_{8,}|-{10,}|[~:]{8,}|-::~).*");

    private final Words words;

    Plans(Words words) {
        this.words = words;
    }

    /** "Thu 26 Nov 10:00 to 10:30, Room 3. Mona Lind accepted, Per Ask declined, nobody else answered." */
    String of(ActivityView.Interaction what, ActivityView.Plan plan) {
        String where = plan.location().isBlank() ? place(plan.link()) : Clip.line(plan.location(), LOCATION);
        String when = plan.allDay()
                ? "All day"
                : words.time(plan.start()) + " to " + words.time(plan.end());
        String who = what.attendance()
                .map(came -> new Presences(words).of(what.participants(), plan.answers(), came))
                .orElseGet(() -> answers(what.participants(), plan.answers()));
        return when + (where.isEmpty() ? "" : ", " + where) + ". " + who;
    }

    private static String place(String link) {
        return link.isEmpty() ? "" : "online";
    }

    private static String answers(List<Participant> people, Map<String, Answer> answers) {
        List<String> said = new ArrayList<>();
        for (Answer answer : Answer.values()) {
            List<String> names = people.stream().filter(p -> answers.get(p.key()) == answer).map(Plans::name).toList();
            if (!names.isEmpty()) {
                said.add((names.size() <= NAMED ? Words.list(names) : names.size() + " people") + ' ' + word(answer));
            }
        }
        long silent = people.stream()
                .filter(p -> p.role() != Participant.Role.FROM && !answers.containsKey(p.key())).count();
        String rest = silent == 0 ? "" : Spelled.of(silent) + " did not answer";
        String all = Stream.concat(said.stream(), Stream.of(rest)).filter(s -> !s.isEmpty())
                .collect(Collectors.joining(", "));
        return all.isEmpty() ? "" : Character.toUpperCase(all.charAt(0)) + all.substring(1) + ".";
    }

    private static String word(Answer answer) {
        return switch (answer) {
            case ACCEPTED -> "accepted";
            case TENTATIVE -> "may come";
            case DECLINED -> "declined";
            case DELEGATED -> "sends somebody else";
        };
    }

    static String name(Participant person) {
        return person.name().isBlank() ? person.address() : person.name();
    }

    /** The organiser's own words: what tells how to dial in is left out. */
    static String agenda(String description) {
        return JOINING.split(description, 2)[0].strip();
    }
}
