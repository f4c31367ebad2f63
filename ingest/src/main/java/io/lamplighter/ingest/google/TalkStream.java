// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.google;

import io.lamplighter.ingest.google.Meet.Conference;
import io.lamplighter.ingest.mailbox.Change;
import io.lamplighter.ingest.mailbox.Patience;
import io.lamplighter.ingest.mailbox.Patience.Others;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Who joined the meetings the user may see, and their transcripts once Google has written them. A meeting of which something is
 * refused is asked for once in a session, and keeps no other from being read.
 */
final class TalkStream implements SideStream {

    private static final int AT_ONCE = 20;

    /** So long Google keeps them: what else there is to ask for. */
    private static final Duration KEPT = Duration.ofDays(30);

    /** So many meetings are looked into for words that are given; most have none. */
    private static final int LOOKED_INTO = 8;

    /** One of them may be broken, too. */
    private static final int OTHERS = 3;

    private final Meet meet;
    private final Talks talks;
    private final GoogleCalls calls;
    private final Patience patience;
    private final Map<String, Talks.Told> refused = new LinkedHashMap<>();
    private boolean wordsCame;
    private boolean judged;

    /** @param patience kept from run to run */
    TalkStream(GoogleCalls calls, Meet meet, Talks talks, Patience patience) {
        this.calls = calls;
        this.meet = meet;
        this.talks = talks;
        this.patience = patience;
    }

    @Override
    public Object position(GoogleCursor cursor) {
        return cursor.talks();
    }

    @Override
    public Step next(GoogleCursor cursor) {
        try {
            return step(cursor);
        } catch (Refused everything) {
            throw everything.failure();
        }
    }

    /** One meeting with words at most: its transcript may be long. */
    private Step step(GoogleCursor cursor) throws Refused {
        TalksPosition position = cursor.talks();
        List<Conference> conferences = meet.endedFrom(sinceChosen(position.from()));
        Set<String> done = new HashSet<>(position.done());
        List<Change> changes = new ArrayList<>();
        Instant open = Instant.MAX;
        for (Conference conference : conferences) {
            if (done.contains(conference.name())) {
                continue;
            }
            Optional<Talks.Told> told = isOut() ? Optional.empty() : told(conference);
            if (told.isEmpty()) {
                open = open.isBefore(conference.ended()) ? open : conference.ended();
                continue;
            }
            done.add(conference.name());
            wordsCame |= told.get().hasWords();
            changes.addAll(told.get().given());
            if (told.get().hasWords() || changes.size() >= AT_ONCE) {
                return new Step(changes, cursor.with(new TalksPosition(position.from(), done)));
            }
        }
        Step step = new Step(changes, cursor.with(closed(position, conferences, open, done)));
        return refused.isEmpty() || !changes.isEmpty() || !step.next().equals(cursor) ? step : withoutHopeless(cursor);
    }

    private Instant sinceChosen(Instant from) {
        Instant since = calls.account().since();
        return from.isBefore(since) ? since : from;
    }

    /** After some refusals and no words there is no use in asking for more. */
    private boolean isOut() {
        return refused.size() >= OneByOne.ENOUGH && !wordsCame;
    }

    /** Empty while there is more to come. */
    private Optional<Talks.Told> told(Conference conference) throws Refused {
        if (refused.containsKey(conference.name())) {
            return Optional.empty();
        }
        Optional<Talks.Told> told = talks.of(conference);
        if (told.isPresent() && told.get().why() != null) {
            refused.put(conference.name(), told.get());
            return Optional.empty();
        }
        told.ifPresent(all -> patience.forget(thing(conference.name())));
        return told;
    }

    private String thing(String conference) {
        return calls.user() + "/" + conference;
    }

    /** Where to go on when everything was asked for: at the first meeting that is still being written, else at the last. */
    private static TalksPosition closed(TalksPosition before, List<Conference> conferences, Instant open,
            Set<String> done) {
        if (conferences.isEmpty()) {
            return before;
        }
        Instant last = conferences.getLast().ended();
        // Kept in milliseconds; what ended within the same one is asked for again and passed over.
        Instant from = (open.isBefore(last) ? open : last).truncatedTo(ChronoUnit.MILLIS);
        Set<String> still = new HashSet<>();
        conferences.stream().filter(c -> !c.ended().isBefore(from)).map(Conference::name).filter(done::contains)
                .forEach(still::add);
        return new TalksPosition(from, still);
    }

    /** What is refused again and again while the words of other meetings are given is set aside; an outage spends no attempts. */
    private Step withoutHopeless(GoogleCursor cursor) {
        TalksPosition position = cursor.talks();
        Set<String> done = new HashSet<>(position.done());
        List<Change> changes = new ArrayList<>();
        if (!judged) {
            judged = true;
            Others others = wordsCame ? Others.GIVEN : others();
            refused.forEach((name, told) -> {
                if (patience.isOver(thing(name), others)) {
                    changes.addAll(told.given());
                    changes.addAll(told.missing());
                    done.add(name);
                }
            });
            refused.keySet().removeAll(done);
        }
        if (changes.isEmpty()) {
            throw Objects.requireNonNull(refused.values().iterator().next().why()).failure();
        }
        return new Step(changes, cursor.with(new TalksPosition(position.from(), done)));
    }

    /** Whether Google gives now what was said in another meeting. */
    private Others others() {
        try {
            List<Conference> all = meet.endedFrom(sinceChosen(calls.clock().instant().minus(KEPT))).reversed().stream()
                    .filter(c -> !refused.containsKey(c.name())).limit(LOOKED_INTO).toList();
            int withheld = 0;
            for (Conference conference : all) {
                Optional<Boolean> words = patience.isSuspect(thing(conference.name()))
                        ? Optional.of(false)
                        : talks.givesWords(conference);
                if (words.isPresent() && words.get()) {
                    return Others.GIVEN;
                }
                withheld += words.isPresent() ? 1 : 0;
                if (withheld >= OTHERS) {
                    return Others.REFUSED;
                }
            }
            return withheld > 0 || refused.size() > Patience.FEW ? Others.REFUSED : Others.NONE;
        } catch (Refused outage) {
            return Others.REFUSED;
        }
    }
}
