// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.graph;

import com.microsoft.graph.models.MailFolder;
import io.lamplighter.ingest.MailboxId;
import io.lamplighter.ingest.mailbox.AccessTokens;
import io.lamplighter.ingest.mailbox.Allowance;
import io.lamplighter.ingest.mailbox.InMemoryAllowances;
import io.lamplighter.ingest.mailbox.MailboxConnector;
import io.lamplighter.ingest.mailbox.MailboxSession;
import io.lamplighter.ingest.mailbox.PageSize;
import io.lamplighter.ingest.mailbox.Patience;
import io.lamplighter.ingest.mailbox.SharedAllowances;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * Reads Microsoft 365 mailboxes, calendars and transcripts over Microsoft Graph, never changing them.
 *
 * <p>A run on a mailbox where nothing happened costs a request for its folders, one for each folder that is read and one for the
 * calendar. Why it reads the way it does: {@code RATIONALE.md}.
 */
public final class GraphConnector implements MailboxConnector {

    public static final String NAME = "graph";

    /** For tokens that belong to no mailbox. */
    public static final MailboxId NOBODYS = new MailboxId(0);

    private static final int MANY = 10_000;

    private final GraphAccounts accounts;
    private final AccessTokens tokens;
    private final GraphLimits limits;
    private final Clock clock;
    private final OkHttpClient http;
    private final SharedAllowances shared;
    private final Map<MailboxId, Allowance> allowances = new ConcurrentHashMap<>();
    private final Map<MailboxId, Known> known = new ConcurrentHashMap<>();
    private final Map<MailboxId, PageSize> pages = new ConcurrentHashMap<>();
    private final Patience patience;

    /**
     * What seldom changes of a mailbox, as long as its account does not.
     *
     * @param folders ids of the folders Microsoft knows, by name
     * @param listed the folders there were
     */
    private record Known(GraphAccount account, Map<String, String> folders, Set<String> listed) {

        /** A folder that is new may be one that was missing: Exchange makes the one for junk with the first junk. */
        static Known of(GraphAccount account, Set<String> listed, @Nullable Known before) {
            if (before == null || !before.account().equals(account)) {
                return new Known(account, new ConcurrentHashMap<>(), Set.copyOf(listed));
            }
            if (before.listed().containsAll(listed)) {
                return before;
            }
            before.folders().values().removeIf(id -> !listed.contains(id));
            return new Known(account, before.folders(), Set.copyOf(listed));
        }
    }

    public GraphConnector(GraphAccounts accounts, AccessTokens tokens, GraphLimits limits, Clock clock) {
        this(accounts, tokens, limits, new InMemoryAllowances(clock), clock);
    }

    /** @param shared what of the limits others take who read the same mailboxes */
    public GraphConnector(GraphAccounts accounts, AccessTokens tokens, GraphLimits limits, SharedAllowances shared,
            Clock clock) {
        this.shared = shared;
        this.accounts = accounts;
        this.tokens = tokens;
        this.limits = limits;
        this.clock = clock;
        this.http = http(limits, clock);
        this.patience = new Patience(Hopeless.ATTEMPTS, clock);
    }

    /** Without the SDK's own middleware: it sleeps and repeats, follows redirects with our token, and counts for nobody. */
    static OkHttpClient http(GraphLimits limits, Clock clock) {
        Duration within = limits.answerWithin();
        Duration silence = within.compareTo(Duration.ofSeconds(30)) < 0 ? within : Duration.ofSeconds(30);
        return new OkHttpClient.Builder().connectTimeout(silence).readTimeout(silence).writeTimeout(silence)
                .callTimeout(within).followRedirects(false).followSslRedirects(false)
                .addInterceptor(new Refusals(clock)).build();
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public MailboxSession open(MailboxId mailbox) {
        GraphAccount account = accounts.account(mailbox);
        GraphClient client = client(mailbox, account);
        try {
            return session(client, mailbox);
        } catch (GraphException failure) {
            throw GraphFailures.of(failure, account);
        }
    }

    GraphClient client(MailboxId mailbox) {
        return client(mailbox, accounts.account(mailbox));
    }

    private GraphClient client(MailboxId mailbox, GraphAccount account) {
        if (allowances.size() > MANY) {
            allowances.values().removeIf(Allowance::isIdle);
        }
        return new GraphClient(account, mailbox, tokens, http,
                allowances.computeIfAbsent(mailbox, id -> limits.allowance(id, shared)));
    }

    private GraphSession session(GraphClient client, MailboxId mailbox) {
        FolderSurvey survey = survey(client, mailbox);
        Downloads downloads = new Downloads(client, new Hopeless(client, patience));
        Enumeration enumeration = new Enumeration(client);
        MailReading mail = new MailReading(survey, new FolderReader(client, survey, downloads, clock), enumeration);
        CalendarReading calendar = new CalendarReading(client, downloads, enumeration,
                pages.computeIfAbsent(mailbox, id -> new PageSize(CalendarReading.PAGE)), clock);
        TranscriptReading transcripts = new TranscriptReading(client, downloads, clock);
        GraphStreams streams = new GraphStreams(survey, mail, calendar, transcripts, new Beside(client), clock);
        return new GraphSession(client, survey, streams, enumeration, calendar,
                new SingleItems(client, survey, downloads, new EventReading(client), transcripts, clock));
    }

    private FolderSurvey survey(GraphClient client, MailboxId mailbox) {
        return FolderSurvey.of(client, listed -> {
            Known now = known.compute(mailbox, (id, before) -> Known.of(client.account(), listed, before));
            return WellKnown.of(client, now.folders());
        });
    }

    /**
     * Lists the folders, to find out before a mailbox is saved whether it can be read.
     *
     * @return the folders that would be read, by path
     * @throws io.lamplighter.ingest.mailbox.MailboxFailure saying what is wrong and what to do
     */
    public List<String> test(MailboxId mailbox) {
        GraphAccount account = accounts.account(mailbox);
        GraphClient client = client(mailbox, account);
        try {
            return survey(client, mailbox).folders().values().stream().map(Folder::path)
                    .toList();
        } catch (GraphException failure) {
            throw GraphFailures.of(failure, account);
        }
    }

    /**
     * Asks for the inbox of an account that is not stored yet, which is all that tells whether an app may read it.
     *
     * @param given the right to read it
     * @throws io.lamplighter.ingest.mailbox.MailboxFailure saying what is wrong and what to do
     */
    public void test(GraphAccount account, AccessTokens given) {
        GraphClient client = new GraphClient(account, NOBODYS, given, http, nobodys());
        try {
            client.get(client.url("/mailFolders/" + WellKnown.INBOX + "?$select=id"),
                    MailFolder::createFromDiscriminatorValue);
        } catch (GraphException failure) {
            throw GraphFailures.of(failure, account);
        }
    }

    /** Who is in an organisation, as seen with the right to read it. */
    public GraphPeople people(URI base, AccessTokens given) {
        GraphAccount nobody = new GraphAccount(base, GraphAccount.ME, "", List.of(), Instant.EPOCH, false, false);
        return new GraphPeople(new GraphClient(nobody, NOBODYS, given, http, nobodys()));
    }

    private Allowance nobodys() {
        return limits.allowance(NOBODYS, new InMemoryAllowances(clock));
    }
}
