// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.calendar;

import io.lamplighter.ingest.Corpus;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Recurrence rules against the answers of four other projects' tests. */
class RecurrenceCorpusTest {

    @Test
    void expandsRulesAsOthersDo() {
        Corpus corpus = Corpus.named("ical");
        Corpus disputed = Corpus.named("ical");
        for (JsonNode vector : corpus.jsonLines("ical/recurrence.shared.jsonl")) {
            Corpus where = vector.has("differs_from_dateutil") ? disputed : corpus;
            if (vector.path("error").asString("").contains("UNIMPLEMENTED")
                    && !vector.path("rrule").asString().contains("RUSSIAN")) {
                // The other program cannot do it, so it says nothing.
                continue;
            }
            where.ask(vector.path("rrule").asString() + " from " + vector.path("dtstart").asString(),
                    expected(vector), given(vector));
        }
        disputed.report("recurrence vectors on which programs differ", 75);
        corpus.report("recurrence vectors", 100);
    }

    private static List<LocalDateTime> expected(JsonNode vector) {
        return StreamSupport.stream(vector.path("instances").spliterator(), false).map(i -> time(i.asString()))
                .toList();
    }

    private static List<LocalDateTime> given(JsonNode vector) {
        Optional<RecurrenceRule> rule = RecurrenceRule.parse(vector.path("rrule").asString());
        if (rule.isEmpty()) {
            return List.of();
        }
        LocalDateTime start = time(vector.path("dtstart").asString());
        String tz = vector.path("tz").asString("");
        MeetingZone zone = tz.isEmpty() ? MeetingZone.floating(ZoneId.of("UTC")) : MeetingZone.of(ZoneId.of(tz));
        RuleWalk walk = new RuleWalk(rule.get(), start, vector.path("dtstart").asString().length() == 8, zone,
                new Steps());
        List<LocalDateTime> given = new ArrayList<>();
        String fast = vector.path("fast_forward").asString("");
        LocalDateTime from = fast.isEmpty() ? start : time(fast.replace("-", "").replace(":", "").replace(" ", "T"));
        walk.skipTo(from);
        if (vector.path("dtstart_is_first").asBoolean()) {
            walk.startCounts();
            given.add(start);
        }
        int most = vector.path("instances").size() + 1;
        boolean endless = vector.path("finite").isBoolean() && !vector.path("finite").asBoolean();
        @Nullable
        LocalDateTime time = walk.next();
        while (time != null && given.size() < most) {
            if (!time.isBefore(from)) {
                given.add(zone.local(zone.instant(time)));
            }
            time = walk.next();
        }
        boolean cut = endless || !rule.get().until().isPresent() && rule.get().count() == 0;
        return cut && given.size() == most && most > 1 ? given.subList(0, most - 1) : given;
    }

    private static LocalDateTime time(String text) {
        return DateValue.parse(text).orElseThrow().local();
    }

}
