// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.samples;

import io.lamplighter.ingest.google.FaultScript;
import io.lamplighter.ingest.google.FaultScripts;
import io.lamplighter.ingest.google.GoogleSimulator;
import io.lamplighter.ingest.google.GoogleUser;
import io.lamplighter.samples.world.Delivery;
import io.lamplighter.samples.world.Person;
import io.lamplighter.samples.world.SampleMailbox;
import io.lamplighter.samples.world.SampleMeeting;
import io.lamplighter.samples.world.SampleUser;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The sample company's Workspace at Google. */
final class SampleGoogle implements SampleProvider {

    private static final Duration PLANNED_BEFORE = Duration.ofDays(6);
    private static final String MEET = "https://meet.google.com/";
    private static final String AUDIENCE = "lamplighter-sample";
    private static final int ALL = Integer.MAX_VALUE;
    private static final int EVERY = 1;
    private static final Duration SLOWNESS = Duration.ofSeconds(2);
    private static final Duration SKEW = Duration.ofHours(7);

    private final GoogleSimulator google;
    private final Set<GoogleUser> users = new HashSet<>();
    private Duration skew = Duration.ZERO;

    SampleGoogle(Clock clock) {
        google = new GoogleSimulator(clock);
    }

    @Override
    public SampleMailbox.Provider kind() {
        return SampleMailbox.Provider.GOOGLE;
    }

    @Override
    public Set<SampleFault> knows() {
        return SampleFault.OF_AN_API;
    }

    @Override
    public void open(SampleMailbox mailbox, SampleUser owner) {
        users.add(google.user(mailbox.address()));
    }

    @Override
    public void deliver(SampleMailbox mailbox, Delivery delivery) {
        google.user(mailbox.address()).holds(delivery.at().plus(skew), delivery.message(),
                Set.of(delivery.folder().name()));
    }

    @Override
    public void enter(SampleMailbox mailbox, SampleMeeting meeting) {
        GoogleUser user = google.user(mailbox.address());
        String id = "ev" + Integer.toHexString(meeting.uid().hashCode());
        Map<String, Object> event = new HashMap<>(Map.of("id", id, "status",
                meeting.state() == SampleMeeting.State.CALLED_OFF ? "cancelled" : "confirmed", "iCalUID", meeting.uid(),
                "sequence", 0, "summary",
                meeting.subject(), "description", meeting.about(), "start", time(meeting.start()), "end",
                time(meeting.start().plus(meeting.length())), "organizer", person(meeting.organiser()), "attendees",
                attendees(meeting)));
        event.put("eventType", "default");
        event.put("created", meeting.start().minus(PLANNED_BEFORE).toString());
        if (!meeting.link().isEmpty()) {
            event.put("conferenceData", Map.of("entryPoints",
                    List.of(Map.of("entryPointType", "video", "uri", meeting.link()))));
        }
        user.calendar().holds(event);
        if (meeting.link().startsWith(MEET) && !meeting.transcript().isEmpty()) {
            String record = user.meet().holds(meeting.link().substring(MEET.length()), meeting.start(),
                    meeting.start().plus(meeting.length()),
                    meeting.transcript().lines().filter(line -> line.contains(": ")).toArray(String[]::new));
            user.meet().writes(record);
        }
    }

    private static Map<String, Object> time(Instant at) {
        return Map.of("dateTime", at.toString(), "timeZone", "Europe/Berlin");
    }

    private static Map<String, Object> person(Person person) {
        return Map.of("email", person.address(), "displayName", person.name());
    }

    private static List<Map<String, Object>> attendees(SampleMeeting meeting) {
        List<Map<String, Object>> attendees = new ArrayList<>();
        Map<String, Object> organiser = new HashMap<>(person(meeting.organiser()));
        organiser.putAll(Map.of("organizer", true, "responseStatus", "accepted"));
        attendees.add(organiser);
        meeting.guests().forEach(guest -> {
            Map<String, Object> attendee = new HashMap<>(person(guest.person()));
            attendee.put("responseStatus", guest.answer().equals("none") ? "needsAction" : guest.answer());
            attendees.add(attendee);
        });
        return attendees;
    }

    @Override
    public void suffers(SampleFault fault) {
        recovers();
        switch (fault) {
            case STORM -> google.plays(FaultScripts.rateStorm(ALL));
            case OUTAGE -> google.plays(FaultScripts.outages(EVERY));
            case TRUNCATED -> google.plays(FaultScripts.truncatedJson(EVERY));
            case PROXY -> google.plays(FaultScripts.htmlInPlaceOfJson(EVERY));
            case RESETS -> google.plays(FaultScripts.resets(EVERY));
            case SLOW -> google.plays(FaultScripts.drippingBodies(EVERY, SLOWNESS));
            case SHUFFLED -> google.plays(FaultScripts.reorderedPages());
            case EMPTY_PAGES -> google.plays(FaultScripts.emptyPages());
            case LOST_CALLS -> google.deliversByItself(0);
            case DOUBLE_CALLS -> google.deliversByItself(2);
            case CLOCK_AHEAD -> isAheadBy(SKEW);
            case CLOCK_BEHIND -> isAheadBy(SKEW.negated());
            case NEW_IDS -> users.forEach(GoogleUser::movesNewest);
            case EXPIRED_CURSOR -> users.forEach(user -> {
                user.forgetsHistory();
                user.calendar().forgetsTokens();
            });
            case CONSENT_WITHDRAWN -> google.people().allWithdraw();
            case BUSY, RENUMBERED, PASSWORD_REFUSED ->
                throw new IllegalArgumentException("an API does not know " + fault);
        }
    }

    @Override
    public void recovers() {
        google.plays(FaultScript.NONE).deliversByItself(1);
        isAheadBy(Duration.ZERO);
    }

    private void isAheadBy(Duration duration) {
        skew = duration;
        google.isAheadBy(duration);
    }

    @Override
    public int requests() {
        return google.asked();
    }

    @Override
    public int faults() {
        return google.faults();
    }

    @Override
    public Map<String, String> settings(String application) {
        google.pushesTo(URI.create(application + "/webhooks/gmail"), AUDIENCE).deliversByItself(1);
        String prefix = "lamplighter.providers.google.";
        return Map.of(prefix + "client-id", "lamplighter-sample", prefix + "client-secret", "not a secret",
                prefix + "authorize", google.authorize().toString(), prefix + "token",
                google.tokenServer().toString(), prefix + "revoke", google.revoke().toString(), prefix + "apis",
                google.url().toString(), prefix + "push.topic", "projects/lamplighter-test/topics/sample",
                prefix + "push.audience", AUDIENCE, prefix + "push.sender", google.pushSender(), prefix + "push.keys",
                google.keys().toString());
    }

    @Override
    public void close() {
        google.close();
    }
}
