// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.google;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import io.lamplighter.ingest.faults.RequestLog;
import io.lamplighter.ingest.oauth.AuthorizationServer;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A Google Workspace on this machine: Gmail with labels, history and quota, calendars, and Meet. It keeps state, so that what a test makes
 * happen is told by every call that should tell it; a {@link FaultScript} makes it fail as Google fails.
 *
 * <pre>{@code
 * try (GoogleSimulator google = new GoogleSimulator(clock)) {
 *     GoogleUser anna = google.user("anna@seller.example");
 *     anna.receives("Offer");
 *     connector = new GoogleConnector(id -> google.accountOf(anna), google.consentOf(anna), clock);
 * }
 * }</pre>
 */
public final class GoogleSimulator implements AutoCloseable {

    private final Object lock = new Object();
    private static final int KEPT = 10_000;

    private final AheadClock clock;
    private final WireMockServer server;
    private final Map<String, GoogleUser> users = new LinkedHashMap<>();
    private final GoogleMeters meters;
    private final SimulatedConsents consents;
    private final SimulatedTokenServer tokenServer;
    private final SimulatedKey key = new SimulatedKey("google-1");
    private final SimulatedPushes pushes;
    private final RequestLog<GoogleRequest> requests = new RequestLog<>(KEPT);
    private FaultScript script = FaultScript.NONE;
    private int faults;

    public GoogleSimulator(Clock clock) {
        this(clock, GoogleQuota.DOCUMENTED);
    }

    /** @param quota the real numbers; with a shorter window everything goes that much faster */
    public GoogleSimulator(Clock clock, GoogleQuota quota) {
        this.clock = new AheadClock(clock);
        this.meters = new GoogleMeters(quota, this.clock);
        this.consents = new SimulatedConsents(this.clock);
        this.tokenServer = new SimulatedTokenServer(this.clock, consents, this::addresses);
        this.pushes = new SimulatedPushes(this.clock, key);
        GoogleWire wire = new GoogleWire(this::answered, this.clock, meters, token -> tokenServer.consent(token)
                .map(SimulatedConsents.Consent::user).orElse(""));
        this.server = new WireMockServer(WireMockConfiguration.options().bindAddress("127.0.0.1").dynamicPort()
                .disableRequestJournal().extensions(wire, wire.counting()));
        server.start();
        server.stubFor(WireMock.any(WireMock.anyUrl()).willReturn(WireMock.ok()));
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.port() + "/");
    }

    /** The user with this address, who is hired where there is none. */
    public GoogleUser user(String address) {
        synchronized (lock) {
            return users.computeIfAbsent(address, a -> new GoogleUser(lock, a, this.clock, pushes));
        }
    }

    private List<String> addresses() {
        synchronized (lock) {
            return List.copyOf(users.keySet());
        }
    }

    /** Where people sign in: what is {@code https://accounts.google.com/o/oauth2/v2/auth} in life. */
    public URI authorize() {
        return url().resolve("o/oauth2/v2/auth");
    }

    /** Where tokens are given back. */
    public URI revoke() {
        return url().resolve("revoke");
    }

    /** Where the keys are that Google signs with, for whoever fetches them. */
    public URI keys() {
        return url().resolve("oauth2/v3/certs");
    }

    /** Who allowed what, and who withdraws it. */
    public AuthorizationServer people() {
        return tokenServer.people();
    }

    /** Mail, calendar and transcripts. */
    public GoogleAccount accountOf(GoogleUser user) {
        return new GoogleAccount(user.address(), List.of(), Instant.EPOCH, true, true, GoogleHosts.at(url()));
    }

    /** Everything but calendar and transcripts. */
    public GoogleAccount mailOf(GoogleUser user) {
        return new GoogleAccount(user.address(), List.of(), Instant.EPOCH, false, false,
                GoogleHosts.at(url()));
    }

    /** The user's own consent to everything an account can ask for. */
    public SimulatedConsents.Tokens consentOf(GoogleUser user) {
        return consentOf(user, Set.of(GoogleAccount.MAIL_SCOPE, GoogleAccount.CALENDAR_SCOPE,
                GoogleAccount.TRANSCRIPTS_SCOPE));
    }

    public SimulatedConsents.Tokens consentOf(GoogleUser user, Set<String> scopes) {
        return consents.tokens(user.address(), scopes);
    }

    /** Where codes, refresh tokens and signed assertions are exchanged for tokens. */
    public URI tokenServer() {
        return url().resolve("token");
    }

    /** What the user's browser would bring back after consent. */
    public String consentCode(GoogleUser user, Set<String> scopes) {
        synchronized (lock) {
            return tokenServer.people().code(user.address(), scopes);
        }
    }

    /** The key file of a new service account that the domain's administrator authorised for these scopes. */
    public byte[] serviceAccount(Set<String> scopes) {
        synchronized (lock) {
            String email = "lamplighter@lamplighter-test.iam.gserviceaccount.com";
            SimulatedKey ofAccount = new SimulatedKey("sa-1");
            tokenServer.delegate(email, ofAccount, scopes);
            return ofAccount.serviceAccount(email, tokenServer().toString());
        }
    }

    /** The administrator suspends the user. */
    public void suspends(GoogleUser user) {
        synchronized (lock) {
            tokenServer.suspend(user.address());
        }
    }

    /** The keys Google signs with, as published. */
    public String publishedKeys() {
        return key.published();
    }

    /** The key Google signs with, to sign what it never would. */
    SimulatedKey key() {
        return key;
    }

    /** What a push subscription's tokens say. */
    Map<String, Object> pushClaims() {
        return pushes.claims();
    }

    /** Who signs for the push subscription. */
    public String pushSender() {
        return SimulatedPushes.SENDER;
    }

    /** A push subscription of Pub/Sub delivers there what Gmail publishes. */
    public GoogleSimulator pushesTo(URI endpoint, String audience) {
        synchronized (lock) {
            pushes.subscribe(endpoint, audience);
            return this;
        }
    }

    /**
     * Makes the calls that are due: to Pub/Sub's subscriber and to the calendar's channels.
     *
     * @return how many were taken
     */
    public int delivers() {
        return SimulatedPushes.deliver(dueCalls());
    }

    /** Makes the calls that are due twice, as Pub/Sub does when it is not sure. */
    public int deliversTwice() {
        List<HttpRequest> due = dueCalls();
        return SimulatedPushes.deliver(due) + SimulatedPushes.deliver(due);
    }

    /** The calls that are due are never made. */
    public int losesPushes() {
        return dueCalls().size();
    }

    private List<HttpRequest> dueCalls() {
        synchronized (lock) {
            return pushes.taken();
        }
    }

    /** From now on calls are made as soon as they are due, so many times each; zero for calls that get lost. */
    public GoogleSimulator deliversByItself(int times) {
        synchronized (lock) {
            pushes.byThemselves(times);
            return this;
        }
    }

    public boolean isWatched(GoogleUser user) {
        synchronized (lock) {
            return pushes.isWatched(user.address());
        }
    }

    /** How many channels there are that would call for the user's calendar. */
    public long channels(GoogleUser user) {
        synchronized (lock) {
            return pushes.channels(user.address());
        }
    }

    /** From now on it behaves like that. */
    public GoogleSimulator plays(FaultScript newScript) {
        synchronized (lock) {
            script = newScript;
            return this;
        }
    }

    /** Google's clock is not ours. */
    public GoogleSimulator isAheadBy(Duration duration) {
        clock.isAheadBy(duration);
        return this;
    }

    /** By its own clock. */
    public Instant now() {
        return clock.instant();
    }

    /** The most units of Gmail that were ever taken of this user's quota within its window. */
    public int peakUnits(GoogleUser user) {
        synchronized (lock) {
            return meters.mail(user.address()).peak();
        }
    }

    public long units(GoogleUser user) {
        synchronized (lock) {
            return meters.mail(user.address()).total();
        }
    }

    /** How often the quota was exceeded. */
    public int overQuota(GoogleUser user) {
        synchronized (lock) {
            return meters.mail(user.address()).refusals();
        }
    }

    /** Google's limits that were exceeded for this user's data, in words; empty where none. */
    public List<String> beyondLimits(GoogleUser user) {
        return meters.exceeded(user.address());
    }

    /** The requests that reached an API: the latest {@value #KEPT}. */
    public List<GoogleRequest> requests() {
        return requests.latest();
    }

    /** How many there were in all. */
    public int asked() {
        return requests.count();
    }

    private Answer answered(GoogleRequest request) {
        synchronized (lock) {
            return answer(request);
        }
    }

    private Answer answer(GoogleRequest request) {
        Optional<Answer> signIn = tokenServer.signIn(request);
        if (signIn.isPresent()) {
            return signIn.get();
        }
        if (request.isAt("oauth2/v3/certs")) {
            return Answer.html(200).with("Content-Type", "application/json").saying(publishedKeys());
        }
        Optional<SimulatedConsents.Consent> consent = tokenServer.consent(request.bearer());
        if (consent.isEmpty()) {
            return Answer.error(401, "authError", "Invalid Credentials");
        }
        requests.add(request);
        meters.asked(consent.get().user(), request);
        AtomicReference<Answer> right = new AtomicReference<>();
        Answer given = script.answer(request, passed -> {
            right.set(right(passed, consent.get()));
            return right.get();
        });
        if (given != right.get()) {
            faults++;
        }
        meters.answered(consent.get().user(), request, given);
        return given;
    }

    /** How many answers were not what they should have been. */
    public int faults() {
        synchronized (lock) {
            return faults;
        }
    }

    private Answer right(GoogleRequest request, SimulatedConsents.Consent consent) {
        return switch (request.path().getFirst()) {
            case "gmail" -> gmail(request, consent);
            case "calendar" -> calendar(request, consent);
            case "v2" -> meet(request, consent);
            default -> Answer.error(404, "notFound", "Not Found");
        };
    }

    private Answer calendar(GoogleRequest request, SimulatedConsents.Consent consent) {
        if (!consent.scopes().contains(GoogleAccount.CALENDAR_SCOPE)) {
            return Answer.error(403, "insufficientPermissions", "Request had insufficient authentication scopes.");
        }
        if (!meters.calendar(consent.user()).charge(1)) {
            return Answer.error(403, "rateLimitExceeded", "Rate Limit Exceeded");
        }
        return switch (request.path().getLast()) {
            case "watch" -> pushes.open(consent.user(), request);
            case "stop" -> pushes.close(request);
            default -> user(consent.user()).calendar().answer(request);
        };
    }

    private Answer meet(GoogleRequest request, SimulatedConsents.Consent consent) {
        return consent.scopes().contains(GoogleAccount.TRANSCRIPTS_SCOPE)
                ? user(consent.user()).meet().answer(request)
                : Answer.rpcError(403, "PERMISSION_DENIED", "ACCESS_TOKEN_SCOPE_INSUFFICIENT",
                        "Request had insufficient authentication scopes.");
    }

    private Answer gmail(GoogleRequest request, SimulatedConsents.Consent consent) {
        if (!consent.scopes().contains(GoogleAccount.MAIL_SCOPE)) {
            return Answer.error(403, "insufficientPermissions", "Request had insufficient authentication scopes.");
        }
        String owner = request.path().get(3).equals("me") ? consent.user() : request.path().get(3);
        if (!owner.equals(consent.user())) {
            return Answer.error(403, "forbidden", "Delegation denied for " + consent.user());
        }
        GoogleUser user = users.get(owner);
        if (user == null) {
            return Answer.error(404, "notFound", "Requested entity was not found.");
        }
        if (!meters.mail(owner).charge(GmailApi.units(request))) {
            return Answer.error(403, "rateLimitExceeded", "Quota exceeded for quota metric 'Queries'");
        }
        return switch (request.path().getLast()) {
            case "watch" -> pushes.watch(owner, request, user.mailbox().now());
            case "stop" -> pushes.stop(owner);
            default -> new GmailApi(user.mailbox(), owner).answer(request);
        };
    }

    @Override
    public void close() {
        server.stop();
    }
}
