// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.google;

import com.google.api.client.http.HttpTransport;
import com.google.api.client.http.javanet.NetHttpTransport;
import com.google.api.services.gmail.model.Profile;
import io.lamplighter.ingest.MailboxId;
import io.lamplighter.ingest.mailbox.AccessTokens;
import io.lamplighter.ingest.mailbox.InMemoryAllowances;
import io.lamplighter.ingest.mailbox.MailboxConnector;
import io.lamplighter.ingest.mailbox.MailboxSession;
import io.lamplighter.ingest.mailbox.PageSize;
import io.lamplighter.ingest.mailbox.Patience;
import io.lamplighter.ingest.mailbox.SharedAllowances;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Reads Gmail, the primary Google calendar and Meet's transcripts, never changing them and never asking more than Google's
 * quota allows: where it is used up, a run ends with the moment from which it can go on.
 *
 * <p>A run on a mailbox where nothing happened costs one request to each of the three.
 */
public final class GoogleConnector implements MailboxConnector {

    public static final String NAME = "google";

    /** For tokens that belong to no mailbox yet. */
    private static final MailboxId NOBODYS = new MailboxId(0);

    /** How often one thing is asked for, while others are given, before it is set aside. */
    private static final int ATTEMPTS = 4;

    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final GoogleAccounts accounts;
    private final AccessTokens tokens;
    private final Clock clock;
    private final Allowances allowances;
    private final Duration timeout;
    private final HttpTransport transport = new NetHttpTransport();
    private final Patience patience;
    private final RawMessages raw = new RawMessages();
    private final Map<MailboxId, PageSize> pages = new ConcurrentHashMap<>();

    public GoogleConnector(GoogleAccounts accounts, AccessTokens tokens, Clock clock) {
        this(accounts, tokens, GoogleQuota.DOCUMENTED, new InMemoryAllowances(clock), clock);
    }

    /** @param shared what of the quota others take who read the same mailboxes */
    public GoogleConnector(GoogleAccounts accounts, AccessTokens tokens, GoogleQuota quota, SharedAllowances shared,
            Clock clock) {
        this(accounts, tokens, clock, new Allowances(quota, shared), TIMEOUT);
    }

    /** @param timeout how long Google may be silent */
    public GoogleConnector(GoogleAccounts accounts, AccessTokens tokens, Clock clock, GoogleQuota quota,
            Duration timeout) {
        this(accounts, tokens, clock, new Allowances(quota, new InMemoryAllowances(clock)), timeout);
    }

    private GoogleConnector(GoogleAccounts accounts, AccessTokens tokens, Clock clock, Allowances allowances,
            Duration timeout) {
        this.accounts = accounts;
        this.tokens = tokens;
        this.clock = clock;
        this.allowances = allowances;
        this.timeout = timeout;
        this.patience = new Patience(ATTEMPTS, clock);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public MailboxSession open(MailboxId mailbox) {
        GoogleCalls calls = calls(mailbox);
        GoogleAccount account = calls.account();
        MailLabels labels = new MailLabels(calls);
        MailSelection selection = new MailSelection(account, labels::leftOut);
        MailReader reader = new MailReader(calls, selection, patience, raw);
        MailLists lists = new MailLists(calls, selection);
        MailStream mail = new MailStream(calls, selection, lists, reader,
                pages.computeIfAbsent(mailbox, id -> new PageSize(MailStream.PAGE)));
        MailDays days = new MailDays(calls, lists, selection);
        EventStream events = new EventStream(calls);
        Meet meet = new Meet(calls);
        Talks talks = new Talks(meet, clock);
        List<SideStream> beside = new ArrayList<>();
        if (account.calendar()) {
            beside.add(events);
        }
        if (account.transcripts()) {
            beside.add(new TalkStream(calls, meet, talks, patience));
        }
        return new GoogleSession(mail, new SideStreams(beside), new SingleSources(calls, reader, events, talks),
                days, labels,
                new MailForecast(calls, lists, days, selection), calls::done);
    }

    /**
     * Asks whose mailbox it is and how much is in it, to find out before a mailbox is saved whether it can be read.
     *
     * @throws io.lamplighter.ingest.mailbox.MailboxFailure saying what is wrong and what to do
     */
    public Found test(MailboxId mailbox) {
        return found(calls(mailbox));
    }

    private static Found found(GoogleCalls calls) {
        Profile profile = calls.plainMail(GmailUnits.PROFILE, () -> calls.mail().getProfile(calls.user()));
        Integer messages = profile.getMessagesTotal();
        return new Found(profile.getEmailAddress() == null ? "" : profile.getEmailAddress(),
                messages == null ? 0 : messages);
    }

    /**
     * What consent opens.
     *
     * @param messages all there are, whatever their age and labels; 300 of them can be read in a minute
     */
    public record Found(String address, long messages) {

        public Found {
            Objects.requireNonNull(address, "address");
        }
    }

    /**
     * The same of an account that is not stored yet.
     *
     * @param given the right to read it
     */
    public Found test(GoogleAccount account, AccessTokens given) {
        return found(new GoogleCalls(account, transport, new Authorised(NOBODYS, given, timeout), clock,
                new Allowances(GoogleQuota.DOCUMENTED, new InMemoryAllowances(clock)).of(NOBODYS)));
    }

    private GoogleCalls calls(MailboxId mailbox) {
        return new GoogleCalls(accounts.account(mailbox), transport, new Authorised(mailbox, tokens, timeout), clock,
                allowances.of(mailbox));
    }

    /**
     * Lets Google tell when something happens.
     *
     * @param topic of Pub/Sub, {@code projects/P/topics/T}, that a push subscription brings to us; empty where there is none:
     *     the calendar calls all the same
     */
    public GooglePush push(String topic) {
        return new GooglePush(this::calls, topic, clock);
    }
}
