// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.ledger;

import io.lamplighter.crm.ledger.Decision.What;
import io.lamplighter.crm.match.Match;
import io.lamplighter.crm.match.Matches;
import io.lamplighter.crm.meeting.NoticeRows;
import io.lamplighter.crm.sql.Digest;
import io.lamplighter.crm.sql.Kept;
import io.lamplighter.crm.upload.Attendances;
import io.lamplighter.crm.upload.Recordings;
import io.lamplighter.ingest.Direction;
import io.lamplighter.ingest.Interaction;
import io.lamplighter.ingest.OwnAddresses;
import io.lamplighter.ingest.SourceId;
import io.lamplighter.ingest.mailbox.Change;
import io.lamplighter.ingest.sync.Reading;
import java.time.Instant;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Decides what is kept of a page. Mail of people the CRM does not know is none of our business. */
final class Decisions {

    static final String INTERNAL = "among ourselves";
    static final String UNKNOWN_PEOPLE = "nobody on it is in the CRM";

    static final String NO_MEETING = "of no meeting with anybody in the CRM";

    private final Matches matches;
    private final PartyHashes parties;
    private final NoticeRows notices;
    private final Recordings recordings;
    private final Attendances attendances;

    Decisions(Matches matches, PartyHashes parties, NoticeRows notices, Recordings recordings,
            Attendances attendances) {
        this.attendances = attendances;
        this.matches = matches;
        this.parties = parties;
        this.notices = notices;
        this.recordings = recordings;
    }

    /** One decision for each source, the last word on a source winning. */
    List<Decision> of(List<Reading> readings, OwnAddresses own) {
        Map<Reading, Interaction> interactions = new IdentityHashMap<>();
        List<String> uids = new ArrayList<>();
        for (Reading reading : readings) {
            if (reading instanceof Reading.Captured copy) {
                interactions.put(copy, copy.interaction());
            } else if (reading instanceof Reading.Planned entry) {
                interactions.put(entry, NoticeRows.interaction(entry.notice(), entry.addedAt(), own));
                uids.addAll(entry.notice().uids());
            }
        }
        Map<Interaction, List<Match>> matched = matches.of(
                interactions.values().stream().filter(i -> i.direction() != Direction.INTERNAL).toList(), own);
        Set<String> known = notices.known(uids);
        Map<Object, Decision> decisions = new LinkedHashMap<>();
        for (Reading reading : readings) {
            Interaction interaction = interactions.get(reading);
            List<Match> found = interaction == null ? List.of() : matched.getOrDefault(interaction, List.of());
            decide(reading, interaction, found, known)
                    .ifPresent(decision -> decisions.put(decision.source(), decision));
        }
        return new ArrayList<>(decisions.values());
    }

    private Optional<Decision> decide(Reading reading, @Nullable Interaction interaction, List<Match> found,
            Set<String> known) {
        return switch (reading) {
            case Reading.Captured copy -> Optional.of(decide(copy, found));
            case Reading.Planned entry when interaction != null -> Optional.of(decide(entry, interaction,
                    !found.isEmpty() || entry.notice().uids().stream().anyMatch(known::contains)));
            case Reading.Planned entry -> Optional.empty();
            case Reading.Spoken spoken -> Optional.of(decide(spoken.recording()));
            case Reading.Attended attended -> Optional.of(decide(attended.report()));
            case Reading.Unreadable broken -> Optional.of(new Decision.Quarantine(broken));
            case Reading.LeftOut left ->
                Optional.of(new Decision.Exclude(left.source(), left.receivedAt(), What.MESSAGE,
                        Digest.of("left out", left.source().value()), left.reason(), List.of()));
            case Reading.Gone gone -> Optional.empty();
            case Reading.Remaining remaining -> Optional.empty();
        };
    }

    private Decision decide(Reading.Planned entry, Interaction interaction, boolean wanted) {
        UUID key = Digest.of("meeting", String.join("\n", new TreeSet<>(entry.notice().uids())));
        if (wanted) {
            return new Decision.Plan(entry.source(), entry.addedAt(), key, entry.notice());
        }
        boolean internal = interaction.direction() == Direction.INTERNAL;
        return new Decision.Exclude(entry.source(), entry.addedAt(), What.ENTRY, key,
                internal ? INTERNAL : UNKNOWN_PEOPLE,
                internal ? List.of() : parties.of(interaction));
    }

    private Decision decide(Change.Spoken recording) {
        UUID key = Digest.of("spoken", recording.meeting(), recording.began().toString(), recording.fileName());
        return recordings.meeting(recording).<Decision>map(meeting -> new Decision.Speak(recording, key, meeting))
                .orElseGet(() -> nowhere(recording.source(), recording.began(), key, recording.meeting()));
    }

    private Decision decide(Change.Attended report) {
        UUID key = Digest.of("attended", report.source().value());
        return attendances.meeting(report).<Decision>map(meeting -> new Decision.Attend(report, key, meeting))
                .orElseGet(() -> nowhere(report.source(), report.began(), key, report.meeting()));
    }

    private Decision nowhere(SourceId source, Instant at, UUID key, String place) {
        return new Decision.Exclude(source, at, What.BESIDE, key, NO_MEETING,
                place.isEmpty() ? List.of() : List.of(parties.ofPlace(place)));
    }

    private Decision decide(Reading.Captured copy, List<Match> found) {
        Interaction interaction = copy.interaction();
        if (found.isEmpty()) {
            boolean internal = interaction.direction() == Direction.INTERNAL;
            return new Decision.Exclude(copy.source(), interaction.occurredAt(), What.MESSAGE,
                    InteractionKey.of(interaction, copy.fingerprint()), internal ? INTERNAL : UNKNOWN_PEOPLE,
                    internal ? List.of() : parties.of(interaction));
        }
        return new Decision.Keep(copy, InteractionKey.of(interaction, copy.fingerprint()), Kept.pack(copy.kept()),
                found);
    }
}
