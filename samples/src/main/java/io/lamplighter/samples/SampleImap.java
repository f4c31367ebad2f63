// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.samples;

import io.lamplighter.ingest.imap.FaultyImap;
import io.lamplighter.ingest.imap.ImapAccount;
import io.lamplighter.ingest.imap.ImapFault;
import io.lamplighter.samples.world.Delivery;
import io.lamplighter.samples.world.SampleMailbox;
import io.lamplighter.samples.world.SampleMeeting;
import io.lamplighter.samples.world.SampleUser;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** The IMAP server of the sample world behind something that can misbehave as such servers do. */
final class SampleImap implements SampleProvider {

    private static final String HOST = "127.0.0.1";
    private static final int ALWAYS = Integer.MAX_VALUE;
    private static final Duration SLOWNESS = Duration.ofSeconds(2);
    private static final String UNAVAILABLE = "[UNAVAILABLE] The mail store is being worked on, try again later";

    private final SampleMail mail;
    private final FaultyImap proxy;
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicInteger wrong = new AtomicInteger();
    private int renumbered;

    /** @param port 0 for any that is free; who comes by it meets no faults */
    SampleImap(int port) {
        mail = new SampleMail(port);
        proxy = new FaultyImap(mail.port());
        recovers();
    }

    @Override
    public SampleMailbox.Provider kind() {
        return SampleMailbox.Provider.IMAP;
    }

    @Override
    public Set<SampleFault> knows() {
        return EnumSet.of(SampleFault.BUSY, SampleFault.TRUNCATED, SampleFault.RESETS, SampleFault.SLOW,
                SampleFault.SHUFFLED, SampleFault.LOST_CALLS, SampleFault.DOUBLE_CALLS, SampleFault.RENUMBERED,
                SampleFault.PASSWORD_REFUSED);
    }

    @Override
    public void open(SampleMailbox mailbox, SampleUser owner) {
        mail.open(mailbox, owner);
    }

    @Override
    public void deliver(SampleMailbox mailbox, Delivery delivery) {
        mail.deliver(delivery);
    }

    /** There are no calendars here; who is invited gets a mail. */
    @Override
    public void enter(SampleMailbox mailbox, SampleMeeting meeting) {}

    @Override
    public synchronized void suffers(SampleFault fault) {
        if (fault == SampleFault.RENUMBERED) {
            // As after a restore: servers do not go back to the numbers of before (RFC 3501 §2.3.1.1).
            renumbered++;
        }
        plays(switch (fault) {
            case BUSY -> ImapFault.greeting(ALWAYS, "* BYE " + UNAVAILABLE).and(refusesAll());
            case TRUNCATED -> ImapFault.truncated(1);
            case RESETS -> (command, lines) -> new ImapFault.Answer(List.of(), true);
            case SLOW -> SampleImap::slowly;
            case SHUFFLED -> ImapFault.reordered(1);
            case LOST_CALLS -> ImapFault.news(0);
            case DOUBLE_CALLS -> ImapFault.news(2);
            case PASSWORD_REFUSED -> ImapFault.refusing(ALWAYS, "LOGIN",
                    "NO [AUTHENTICATIONFAILED] Authentication failed.");
            case RENUMBERED -> ImapFault.NONE;
            case STORM, OUTAGE, PROXY, EMPTY_PAGES, CLOCK_AHEAD, CLOCK_BEHIND, EXPIRED_CURSOR, NEW_IDS,
                    CONSENT_WITHDRAWN ->
                throw new IllegalArgumentException("IMAP does not know " + fault);
        });
    }

    private static ImapFault refusesAll() {
        return List.of("UID", "EXAMINE", "STATUS", "LIST").stream()
                .map(kind -> ImapFault.refusing(ALWAYS, kind, "NO " + UNAVAILABLE))
                .reduce(ImapFault.NONE, ImapFault::and);
    }

    private static ImapFault.Answer slowly(String command, List<byte[]> lines) {
        try {
            Thread.sleep(SLOWNESS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        return ImapFault.NONE.answer(command, lines);
    }

    @Override
    public synchronized void recovers() {
        plays(ImapFault.NONE);
    }

    private void plays(ImapFault fault) {
        ImapFault numbers = renumbered == 0 ? ImapFault.NONE : ImapFault.otherValidity(renumbered);
        proxy.suffers((command, lines) -> {
            requests.incrementAndGet();
            ImapFault.Answer right = numbers.answer(command, lines);
            ImapFault.Answer given = fault.answer(command, right.lines());
            if (given.hangsUp() || !given.lines().equals(right.lines())) {
                wrong.incrementAndGet();
            }
            return given;
        });
    }

    @Override
    public int requests() {
        return requests.get();
    }

    @Override
    public int faults() {
        return wrong.get();
    }

    @Override
    public Map<String, String> settings(String application) {
        return Map.of();
    }

    /** How the mailbox of somebody is reached. */
    ImapAccount account(SampleUser person) {
        return new ImapAccount(HOST, proxy.port(), ImapAccount.Security.PLAIN, person.username(), person.password(),
                List.of(), false);
    }

    @Override
    public void close() {
        proxy.close();
        mail.close();
    }
}
