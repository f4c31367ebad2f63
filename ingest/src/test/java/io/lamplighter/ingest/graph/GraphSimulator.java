// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.graph;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.extension.Parameters;
import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.extension.ServeEventListener;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.http.HttpHeader;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import io.lamplighter.ingest.oauth.AuthorizationServer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A Microsoft 365 tenant in the test: mailboxes that change, calendars, transcripts, subscriptions that call back, and the
 * limits Microsoft enforces. Speaks as much of Graph as reading mail takes, and behaves as badly as Graph does.
 *
 * <pre>{@code
 * try (GraphSimulator graph = new GraphSimulator(clock)) {
 *     GraphMailbox anna = graph.mailbox("anna@seller.example");
 *     anna.receives("An offer");
 *     graph.suffers(FaultScript.truncatedAnswers(3));
 *     ... new GraphConnector(id -> graph.account("anna@seller.example"), graph.tokens(), ...)
 *     assertThat(graph.requests().beyondLimits()).isZero();
 * }
 * }</pre>
 */
public final class GraphSimulator implements AutoCloseable {

    private static final String NAME = "graph-tenant";
    private static final AuthorizationServer.Manners ENTRA = new AuthorizationServer.Manners("Microsoft 365",
            "84bd8158-6d4d-4958-8b9f-9d6445542f95", false, true, "eyJ.");
    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.RFC_1123_DATE_TIME;

    private final Clock clock;
    private final WireMockServer server;
    private final Map<String, GraphMailbox> mailboxes = new ConcurrentHashMap<>();
    private final GraphTokens tokens = new GraphTokens();
    private final GraphRequests requests;
    private final Rounds rounds;
    private final GraphRoutes routes;
    private final GraphPushes pushes;
    private final AuthorizationServer people;
    private final GraphAuthority authority;
    private final AtomicInteger faults = new AtomicInteger();
    private final AtomicInteger number = new AtomicInteger();
    private volatile FaultScript fault = (call, reply) -> reply;
    private volatile Duration ahead = Duration.ZERO;
    private volatile Duration slowness = Duration.ofMillis(1_500);

    public GraphSimulator(Clock clock) {
        this.clock = clock;
        requests = new GraphRequests(this::now);
        rounds = new Rounds(this::now);
        people = new AuthorizationServer(clock, ENTRA, () -> mailboxes.keySet().stream().sorted().toList());
        authority = new GraphAuthority(people, tokens);
        pushes = new GraphPushes(this::now);
        routes = new GraphRoutes(new MailRoutes(rounds), new CalendarRoutes(rounds), pushes);
        server = new WireMockServer(WireMockConfiguration.options().dynamicPort().bindAddress("127.0.0.1")
                .disableRequestJournal().containerThreads(40).extensions(new Answering(), new Counting()));
        server.start();
        server.stubFor(WireMock.any(WireMock.anyUrl()).willReturn(WireMock.ok().withTransformers(NAME)));
    }

    /** By its own clock. */
    public Instant now() {
        return clock.instant().plus(ahead);
    }

    /** The mailbox of this user; made where there is none. */
    public GraphMailbox mailbox(String address) {
        return mailboxes.computeIfAbsent(address, a -> new GraphMailbox(a, this::now, pushes::happened));
    }

    /** The user is deleted, with the mailbox. */
    public void removes(String address) {
        mailboxes.remove(address);
    }

    /** Where Graph answers. */
    public URI base() {
        return URI.create("http://127.0.0.1:" + server.port() + "/v1.0");
    }

    /** Where people sign in and programs get tokens: what is {@code https://login.microsoftonline.com} in life. */
    public URI authority() {
        return URI.create("http://127.0.0.1:" + server.port());
    }

    /** Who allowed what, and who withdraws it. */
    public AuthorizationServer people() {
        return people;
    }

    /** How to reach a mailbox here: all folders, calendar and transcripts, from the beginning. */
    public GraphAccount account(String address) {
        return new GraphAccount(base(), address, address, List.of(), Instant.EPOCH, true, true);
    }

    public GraphTokens tokens() {
        return tokens;
    }

    /** From now on this goes wrong. */
    public GraphSimulator suffers(FaultScript script) {
        fault = script;
        return this;
    }

    /** Nothing goes wrong any more. */
    public GraphSimulator recovers() {
        fault = (call, reply) -> reply;
        return this;
    }

    /** Delta tokens are forgotten after so long. */
    public GraphSimulator forgetsCursorsAfter(Duration duration) {
        rounds.last(duration);
        return this;
    }

    /** Forgets all delta tokens now. */
    public GraphSimulator forgetsCursors() {
        rounds.forget();
        return this;
    }

    /** Microsoft's clock is not ours. */
    public GraphSimulator isAheadBy(Duration duration) {
        ahead = duration;
        return this;
    }

    /** Limits other than Microsoft's, as where time is scaled down. */
    public GraphSimulator allows(int most, Duration per, int atOnce) {
        requests.allow(most, per, atOnce);
        return this;
    }

    /** How long a slow answer takes. */
    public GraphSimulator slowBy(Duration duration) {
        slowness = duration;
        return this;
    }

    public GraphRequests requests() {
        return requests;
    }

    public GraphPushes pushes() {
        return pushes;
    }

    private Reply answer(Call call) {
        if (!call.url().startsWith("/v1.0/")) {
            return authority.answer(call);
        }
        requests.log(call);
        List<String> path = call.path();
        if (path.isEmpty()) {
            return Reply.error(400, "BadRequest");
        }
        if (path.equals(List.of("users"))) {
            return authority.refusal(call, "everybody").orElseGet(() -> suffered(call,
                    new PeopleRoutes().answer(mailboxes.values(), call)));
        }
        boolean subscriptions = path.getFirst().equals("subscriptions");
        boolean me = path.getFirst().equals("me");
        Optional<Reply> refusal = authority.refusal(call, subscriptions ? "" : me ? "me" : path.get(1));
        if (refusal.isPresent()) {
            return refusal.get();
        }
        if (subscriptions) {
            return suffered(call, pushes.answer(call, me(call)));
        }
        String user = me ? me(call) : path.get(1);
        GraphMailbox mailbox = mailboxes.get(user);
        if (mailbox == null) {
            return Reply.error(404, "ResourceNotFound");
        }
        return requests.refusal(user).orElseGet(() -> suffered(call,
                routes.answer(mailbox, path.subList(me ? 1 : 2, path.size()), call)));
    }

    /** Tokens that tests hand out are anybody's: then it is the first mailbox. */
    private String me(Call call) {
        String user = authority.user(call);
        return user.isEmpty() ? mailboxes.keySet().stream().findFirst().orElse("") : user;
    }

    private Reply suffered(Call call, Reply reply) {
        Reply suffered = fault.answer(call, reply);
        if (suffered != reply) {
            faults.incrementAndGet();
        }
        return suffered;
    }

    /** How many answers were not what they should have been. */
    public int faults() {
        return faults.get();
    }

    private final class Answering implements ResponseDefinitionTransformerV2 {

        @Override
        public String getName() {
            return NAME;
        }

        @Override
        public boolean applyGlobally() {
            return false;
        }

        @Override
        public ResponseDefinition transform(ServeEvent event) {
            Request request = event.getRequest();
            Call call = new Call(number.incrementAndGet(), request.getMethod().getName(), request.getUrl(),
                    header(request, "Prefer"), header(request, "Authorization").replace("Bearer ", ""),
                    request.getBodyAsString());
            Reply reply = answer(call);
            requests.answered(call, reply);
            return definition(reply);
        }

        private static String header(Request request, String name) {
            HttpHeader header = request.header(name);
            return header.isPresent() ? String.join(",", header.values()) : "";
        }
    }

    private ResponseDefinition definition(Reply reply) {
        byte[] body = reply.isJson()
                ? reply.text().replace(Rounds.SELF, "http://127.0.0.1:" + server.port())
                        .getBytes(StandardCharsets.UTF_8)
                : reply.body();
        ResponseDefinitionBuilder response = WireMock.aResponse().withStatus(reply.status()).withBody(body)
                .withHeader("Date", HTTP_DATE.format(now().atZone(ZoneOffset.UTC)));
        reply.headers().forEach(response::withHeader);
        switch (reply.trouble()) {
            case RESET -> response.withFault(Fault.CONNECTION_RESET_BY_PEER);
            case SLOW -> response.withChunkedDribbleDelay(10, (int) slowness.toMillis());
            case NONE -> {
            }
        }
        return response.build();
    }

    /** Counts what is under way at the same time for each mailbox. */
    private final class Counting implements ServeEventListener {

        @Override
        public String getName() {
            return "graph-counting";
        }

        @Override
        public void beforeMatch(ServeEvent event, Parameters parameters) {
            requests.begins(Call.path(event.getRequest().getUrl()));
        }

        @Override
        public void beforeResponseSent(ServeEvent event, Parameters parameters) {
            requests.ends(Call.path(event.getRequest().getUrl()));
        }
    }

    @Override
    public void close() {
        server.stop();
    }
}
