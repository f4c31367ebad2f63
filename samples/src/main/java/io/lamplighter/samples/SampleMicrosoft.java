// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.samples;

import io.lamplighter.ingest.graph.CalendarEntry;
import io.lamplighter.ingest.graph.FaultScript;
import io.lamplighter.ingest.graph.GraphMailbox;
import io.lamplighter.ingest.graph.GraphSimulator;
import io.lamplighter.samples.world.Delivery;
import io.lamplighter.samples.world.SampleMailbox;
import io.lamplighter.samples.world.SampleMeeting;
import io.lamplighter.samples.world.SampleUser;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import java.util.Set;
import java.util.TreeSet;

/** The sample company's tenant at Microsoft 365. */
final class SampleMicrosoft implements SampleProvider {

    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final Duration PLANNED_BEFORE = Duration.ofDays(6);
    private static final int ALL = Integer.MAX_VALUE;
    private static final int EVERY = 1;
    private static final Duration SLOWNESS = Duration.ofSeconds(2);
    private static final Duration SKEW = Duration.ofHours(7);

    private final GraphSimulator graph;
    private final Set<String> addresses = new TreeSet<>();
    private Duration skew = Duration.ZERO;

    SampleMicrosoft(Clock clock) {
        graph = new GraphSimulator(clock).slowBy(SLOWNESS);
    }

    @Override
    public SampleMailbox.Provider kind() {
        return SampleMailbox.Provider.MICROSOFT;
    }

    @Override
    public Set<SampleFault> knows() {
        return SampleFault.OF_AN_API;
    }

    @Override
    public void open(SampleMailbox mailbox, SampleUser owner) {
        graph.mailbox(mailbox.address()).ownedBy(owner.name());
        addresses.add(mailbox.address());
    }

    @Override
    public void deliver(SampleMailbox mailbox, Delivery delivery) {
        String folder = delivery.folder() == Delivery.Folder.SENT ? "sentitems" : "inbox";
        graph.mailbox(mailbox.address()).holds(folder, delivery.at().plus(skew), delivery.message());
    }

    @Override
    public void enter(SampleMailbox mailbox, SampleMeeting meeting) {
        GraphMailbox owner = graph.mailbox(mailbox.address());
        CalendarEntry entry = owner.calendar().calls(meeting.subject(), meeting.start(), meeting.length())
                .knownAs(meeting.uid()).about(meeting.about()).cameAt(meeting.start().minus(PLANNED_BEFORE));
        if (!meeting.organiser().address().equals(mailbox.address())) {
            entry.calledBy(meeting.organiser().address(), meeting.organiser().name());
        }
        meeting.guests().forEach(guest -> {
            if (!guest.person().address().equals(mailbox.address())) {
                entry.with(guest.person().address(), guest.person().name());
            }
            entry.answers(guest.person().address(), inItsWords(guest.answer()));
        });
        if (!meeting.link().isEmpty()) {
            entry.online(meeting.link());
        }
        if (meeting.state() == SampleMeeting.State.CALLED_OFF) {
            entry.cancels();
        }
        boolean over = meeting.state() == SampleMeeting.State.HELD || meeting.state() == SampleMeeting.State.MISSED;
        if (over && !meeting.link().isEmpty() && meeting.organiser().address().equals(mailbox.address())) {
            entry.isAttended(meeting.start(), meeting.start().plus(meeting.length()),
                    came(meeting).toArray(String[]::new));
        }
        if (!meeting.transcript().isEmpty() && meeting.organiser().address().equals(mailbox.address())) {
            entry.isTranscribed(meeting.start().plus(meeting.length()), meeting.transcript());
        }
    }

    /** Who said to come came; or nobody did. */
    private static Stream<String> came(SampleMeeting meeting) {
        Stream<String> guests = meeting.state() == SampleMeeting.State.MISSED
                ? Stream.of()
                : meeting.guests().stream().filter(guest -> guest.answer().equals("accepted"))
                        .map(guest -> guest.person().address());
        return Stream.concat(Stream.of(meeting.organiser().address()), guests);
    }

    private static String inItsWords(String answer) {
        return answer.equals("tentative") ? "tentativelyAccepted" : answer;
    }

    @Override
    public void suffers(SampleFault fault) {
        recovers();
        switch (fault) {
            case STORM -> graph.suffers(FaultScript.throttlingStorm(ALL, PAUSE));
            case OUTAGE -> graph.suffers(FaultScript.htmlErrors(ALL));
            case TRUNCATED -> graph.suffers(FaultScript.truncatedAnswers(EVERY));
            case PROXY -> graph.suffers(FaultScript.signInPages(ALL));
            case RESETS -> graph.suffers(FaultScript.resets(EVERY));
            case SLOW -> graph.suffers(FaultScript.slowBodies(EVERY));
            case SHUFFLED -> graph.suffers(FaultScript.reorderedPages(1));
            case EMPTY_PAGES -> graph.suffers(FaultScript.emptyPages());
            case LOST_CALLS -> graph.pushes().areLost();
            case DOUBLE_CALLS -> graph.pushes().areDuplicated();
            case CLOCK_AHEAD -> isAheadBy(SKEW);
            case CLOCK_BEHIND -> isAheadBy(SKEW.negated());
            case EXPIRED_CURSOR -> graph.forgetsCursors();
            case NEW_IDS -> addresses.forEach(address -> graph.mailbox(address).movesNewest("archive"));
            case CONSENT_WITHDRAWN -> graph.people().allWithdraw();
            case BUSY, RENUMBERED, PASSWORD_REFUSED ->
                throw new IllegalArgumentException("an API does not know " + fault);
        }
    }

    @Override
    public void recovers() {
        graph.recovers();
        graph.pushes().areDelivered();
        isAheadBy(Duration.ZERO);
    }

    private void isAheadBy(Duration duration) {
        skew = duration;
        graph.isAheadBy(duration);
    }

    @Override
    public int requests() {
        return graph.requests().count();
    }

    @Override
    public int faults() {
        return graph.faults();
    }

    @Override
    public Map<String, String> settings(String application) {
        String prefix = "lamplighter.providers.microsoft.";
        return Map.of(prefix + "client-id", "lamplighter-sample", prefix + "client-secret", "not a secret",
                prefix + "authority", graph.authority().toString(), prefix + "graph", graph.base().toString());
    }

    @Override
    public void close() {
        graph.close();
    }
}
