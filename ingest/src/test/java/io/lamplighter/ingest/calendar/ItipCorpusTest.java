// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.calendar;

import io.lamplighter.ingest.Corpus;
import io.lamplighter.ingest.calendar.Attendee.Answer;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Scheduling messages against the answers of sabre/vobject's own tests. */
class ItipCorpusTest {
    private static final Instant FROM = Instant.parse("2014-01-01T00:00:00Z");
    private static final Instant TO = Instant.parse("2014-12-31T00:00:00Z");

    private final CalendarReader reader = new CalendarReader(ZoneId.of("UTC"));

    /** A message comes in and is applied to the event there is. */
    @Test
    void messagesChangeMeetingsAsTheyDoElsewhere() {
        Corpus corpus = Corpus.named("ical");
        for (JsonNode entry : corpus.under("ical/sabre_itip/process/")) {
            JsonNode test = corpus.json(Corpus.input(entry));
            CalendarContent message = reader.read(text(test, "input"));
            MeetingBook before = MeetingBook.EMPTY.with(reader.read(text(test, "existing")));
            MeetingBook expected = test.path("expected").isString()
                    ? MeetingBook.EMPTY.with(reader.read(text(test, "expected")))
                    : before;
            MeetingBook early = MeetingBook.EMPTY.with(message).with(reader.read(text(test, "existing")));
            String what = test.path("test").asString();
            corpus.ask(what, facts(expected), facts(before.with(message)));
            corpus.ask(what + ", the message first", facts(expected), facts(early));
            corpus.ask(what + ", the message twice", facts(expected), facts(before.with(message).with(message)));
        }
        corpus.report("iTIP messages applied", 100);
    }

    private static List<Object> facts(MeetingBook book) {
        List<Object> facts = new ArrayList<>();
        for (Meeting meeting : book.meetings()) {
            Map<String, Answer> answers = new TreeMap<>();
            meeting.attendees().forEach(a -> answers.put(a.key(), a.answer()));
            facts.add(List.of(meeting.key(), meeting.status(), meeting.revision().sequence(), answers,
                    meeting.schedule().map(s -> s.start() + "/" + s.end()).orElse(""), meeting.recurs()));
        }
        return facts;
    }

    /**
     * Sabre makes messages of a change; we are who gets them. With the messages, everybody's meetings must be those of the
     * changed calendar.
     */
    @Test
    void messagesTellTheirReceiversWhatChanged() {
        Corpus corpus = Corpus.named("ical");
        for (JsonNode entry : corpus.under("ical/sabre_itip/parse/")) {
            JsonNode test = corpus.json(Corpus.input(entry));
            String what = test.path("test").asString();
            List<Meeting> changed = reader.read(text(test, "new")).meetings();
            corpus.ask(what + ", all are read", text(test, "new").split("BEGIN:VEVENT", -1).length - 1,
                    changed.size());
            Map<String, MeetingBook> views = new TreeMap<>();
            for (JsonNode message : test.path("expected")) {
                if (message.path("message").isString()) {
                    String who = person(message);
                    MeetingBook before = views.getOrDefault(who,
                            MeetingBook.EMPTY.with(reader.read(text(test, "old"))));
                    CalendarContent content = reader.read(text(message, "message"));
                    corpus.ask(what + ", method", message.path("method").asString(), content.method().name());
                    views.put(who, before.with(content));
                }
            }
            boolean answers = test.path("expected").path(0).path("method").asString("").equals("REPLY");
            views.forEach((who, view) -> corpus.ask(what + " for " + who,
                    part(MeetingBook.EMPTY.with(changed), who, answers), part(view, who, answers)));
        }
        corpus.report("iTIP messages understood", 100);
    }

    private static String person(JsonNode message) {
        String field = message.path("method").asString().equals("REPLY") ? "sender" : "recipient";
        return message.path(field).asString().substring("mailto:".length()).toLowerCase(Locale.ROOT);
    }

    /** When somebody takes part, and what he said; with {@code onlyAnswered} not where he has not said anything. */
    private static TreeSet<String> part(MeetingBook book, String who, boolean onlyAnswered) {
        TreeSet<String> part = new TreeSet<>();
        book.meetings().stream().map(m -> m.key().series()).distinct()
                .flatMap(key -> book.history(key).series().between(FROM, TO).occurrences().stream())
                .filter(m -> m.status() != Status.CANCELLED)
                .forEach(m -> m.attendee(who)
                        .filter(a -> a.answer() != Answer.DECLINED && !(onlyAnswered && a.answer() == Answer.NONE))
                        .ifPresent(a -> part.add(m.schedule().orElseThrow().start() + " " + a.answer())));
        return part;
    }

    private static String text(JsonNode test, String field) {
        String text = test.path(field).asString("");
        return text.replaceAll("(?m)^%foo%$", "VERSION:2.0").replace("\r\n", "\n");
    }
}
