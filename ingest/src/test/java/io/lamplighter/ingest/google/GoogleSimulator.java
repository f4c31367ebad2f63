// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.google;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

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
    private final Clock clock;
    private final GoogleQuota quota;
    private final WireMockServer server;
    private final Map<String, GoogleUser> users = new LinkedHashMap<>();
    private final Map<String, UnitMeter> meters = new LinkedHashMap<>();
    private final Map<String, UnitMeter> calendarMeters = new LinkedHashMap<>();
    private final SimulatedConsents consents;
    private final List<GoogleRequest> requests = new ArrayList<>();
    private FaultScript script = FaultScript.NONE;

    public GoogleSimulator(Clock clock) {
        this(clock, GoogleQuota.DOCUMENTED);
    }

    /** @param quota the real numbers; with a shorter window everything goes that much faster */
    public GoogleSimulator(Clock clock, GoogleQuota quota) {
        this.clock = clock;
        this.quota = quota;
        this.consents = new SimulatedConsents(clock);
        this.server = new WireMockServer(WireMockConfiguration.options().bindAddress("127.0.0.1").dynamicPort()
                .disableRequestJournal().extensions(new Google()));
        server.start();
        server.stubFor(WireMock.any(WireMock.anyUrl()).willReturn(WireMock.ok()));
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.port() + "/");
    }

    /** The user with this address, who is hired where there is none. */
    public GoogleUser user(String address) {
        synchronized (lock) {
            return users.computeIfAbsent(address, a -> new GoogleUser(lock, a, clock));
        }
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

    /** From now on it behaves like that. */
    public GoogleSimulator plays(FaultScript newScript) {
        synchronized (lock) {
            script = newScript;
            return this;
        }
    }

    /** The most units of Gmail that were ever taken of this user's quota within its window. */
    public int peakUnits(GoogleUser user) {
        synchronized (lock) {
            return meter(user.address()).peak();
        }
    }

    public long units(GoogleUser user) {
        synchronized (lock) {
            return meter(user.address()).total();
        }
    }

    /** How often the quota was exceeded. */
    public int overQuota(GoogleUser user) {
        synchronized (lock) {
            return meter(user.address()).refusals();
        }
    }

    /** All requests so far that reached an API. */
    public List<GoogleRequest> requests() {
        synchronized (lock) {
            return List.copyOf(requests);
        }
    }

    private UnitMeter meter(String address) {
        return meters.computeIfAbsent(address, a -> new UnitMeter(quota.gmailUnits(), quota.window(), clock));
    }

    private Answer answer(GoogleRequest request) {
        SimulatedConsents.Consent consent = consents.of(request.bearer());
        if (consent == null) {
            return Answer.error(401, "authError", "Invalid Credentials");
        }
        requests.add(request);
        return script.answer(request, passed -> right(passed, consent));
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
        UnitMeter meter = calendarMeters.computeIfAbsent(consent.user(),
                a -> new UnitMeter(quota.calendarRequests(), quota.window(), clock));
        return meter.charge(1)
                ? user(consent.user()).calendar().answer(request)
                : Answer.error(403, "rateLimitExceeded", "Rate Limit Exceeded");
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
        if (!meter(owner).charge(GmailApi.units(request))) {
            return Answer.error(403, "rateLimitExceeded", "Quota exceeded for quota metric 'Queries'");
        }
        return new GmailApi(user.mailbox(), owner).answer(request);
    }

    @Override
    public void close() {
        server.stop();
    }

    /** Lets WireMock answer from the state of the simulator. */
    private final class Google implements ResponseDefinitionTransformerV2 {

        @Override
        public String getName() {
            return "google";
        }

        @Override
        public ResponseDefinition transform(ServeEvent event) {
            Answer answer;
            synchronized (lock) {
                answer = answer(GoogleRequest.of(event.getRequest()));
            }
            return definition(answer);
        }
    }

    private static ResponseDefinition definition(Answer answer) {
        ResponseDefinitionBuilder response = new ResponseDefinitionBuilder().withStatus(answer.status());
        answer.headers().forEach((name, value) -> response.withHeader(name, value));
        if (answer.reset()) {
            response.withFault(Fault.CONNECTION_RESET_BY_PEER);
        }
        if (!answer.delay().isZero()) {
            response.withFixedDelay(Math.toIntExact(answer.delay().toMillis()));
        }
        return response.withBody(answer.body()).build();
    }
}
