// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.google;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.extension.Parameters;
import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.extension.ServeEventListener;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Lets WireMock answer from the state of the simulator, and counts what is under way at the same time for each user. */
final class GoogleWire implements ResponseDefinitionTransformerV2 {

    private static final int DRIPS = 20;

    private final Function<GoogleRequest, Answer> simulator;
    private final Clock clock;
    private final GoogleMeters meters;
    private final UnaryOperator<String> owner;

    /** @param owner of a token */
    GoogleWire(Function<GoogleRequest, Answer> simulator, Clock clock, GoogleMeters meters,
            UnaryOperator<String> owner) {
        this.simulator = simulator;
        this.clock = clock;
        this.meters = meters;
        this.owner = owner;
    }

    @Override
    public String getName() {
        return "google";
    }

    @Override
    public ResponseDefinition transform(ServeEvent event) {
        return definition(simulator.apply(GoogleRequest.of(event.getRequest())));
    }

    private ResponseDefinition definition(Answer answer) {
        ResponseDefinitionBuilder response = new ResponseDefinitionBuilder().withStatus(answer.status()).withHeader(
                "Date", DateTimeFormatter.RFC_1123_DATE_TIME.format(clock.instant().atOffset(ZoneOffset.UTC)));
        answer.headers().forEach((name, value) -> response.withHeader(name, value));
        if (answer.reset()) {
            response.withFault(Fault.CONNECTION_RESET_BY_PEER);
        }
        int delay = Math.toIntExact(answer.delay().toMillis());
        if (answer.drips() && !answer.body().isEmpty()) {
            response.withChunkedDribbleDelay(DRIPS, delay);
        } else if (delay > 0) {
            response.withFixedDelay(delay);
        }
        return response.withBody(answer.body()).build();
    }

    ServeEventListener counting() {
        return new Counting();
    }

    private final class Counting implements ServeEventListener {

        private final Map<UUID, String> underWay = new ConcurrentHashMap<>();

        @Override
        public String getName() {
            return "google-counting";
        }

        @Override
        public void beforeMatch(ServeEvent event, Parameters parameters) {
            String authorization = event.getRequest().getHeader("Authorization");
            String user = authorization == null ? "" : owner.apply(authorization.replaceFirst("^Bearer ", ""));
            underWay.put(event.getId(), user);
            meters.begins(user);
        }

        @Override
        public void beforeResponseSent(ServeEvent event, Parameters parameters) {
            String user = underWay.remove(event.getId());
            if (user != null) {
                meters.ends(user);
            }
        }
    }
}
