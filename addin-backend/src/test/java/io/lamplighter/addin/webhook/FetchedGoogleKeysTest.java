// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.webhook;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.temporaryRedirect;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import io.lamplighter.ingest.SetClock;
import io.lamplighter.ingest.google.SimulatedKey;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FetchedGoogleKeysTest {

    private final WireMockServer google = new WireMockServer(
            WireMockConfiguration.options().dynamicPort().bindAddress("127.0.0.1"));
    private final WireMockServer elsewhere = new WireMockServer(
            WireMockConfiguration.options().dynamicPort().bindAddress("127.0.0.1"));
    private final SetClock clock = new SetClock(Instant.parse("2026-11-20T08:00:00Z"));

    @BeforeEach
    void start() {
        google.start();
        elsewhere.start();
    }

    @AfterEach
    void stop() {
        google.stop();
        elsewhere.stop();
    }

    private FetchedGoogleKeys keys() {
        return new FetchedGoogleKeys(URI.create(google.baseUrl() + "/certs"), clock);
    }

    private void publishes(String key) {
        google.stubFor(get(urlPathEqualTo("/certs")).willReturn(okJson(new SimulatedKey(key).published())));
    }

    private int asked() {
        return google.findAll(getRequestedFor(urlPathEqualTo("/certs"))).size();
    }

    @Test
    void aKeyIsFetchedOnceAnHour() {
        publishes("one");
        FetchedGoogleKeys keys = keys();

        assertThat(keys.key("one")).isPresent();
        assertThat(keys.key("one")).isPresent();
        assertThat(asked()).isEqualTo(1);
        clock.passes(Duration.ofMinutes(61));
        assertThat(keys.key("one")).isPresent();
        assertThat(asked()).isEqualTo(2);
    }

    @Test
    void aNewOneIsFoundAndForgersMakeUsAskOnceAMinute() {
        publishes("one");
        FetchedGoogleKeys keys = keys();
        assertThat(keys.key("one")).isPresent();
        publishes("two");
        for (int i = 0; i < 50; i++) {
            assertThat(keys.key("made up " + i)).isEmpty();
        }
        assertThat(asked()).isEqualTo(1);

        clock.passes(Duration.ofSeconds(61));

        assertThat(keys.key("two")).isPresent();
        assertThat(keys.key("one")).as("withdrawn").isEmpty();
        assertThat(asked()).isEqualTo(2);
    }

    @Test
    void withoutKeysNobodyIsBelieved() {
        google.stubFor(get(urlPathEqualTo("/certs")).willReturn(aResponse().withStatus(503)));
        FetchedGoogleKeys keys = keys();

        assertThat(keys.key("one")).isEmpty();
        clock.passes(Duration.ofMinutes(2));
        google.stubFor(get(urlPathEqualTo("/certs")).willReturn(okJson("<html>a proxy in between</html>")));
        assertThat(keys.key("one")).isEmpty();
        clock.passes(Duration.ofMinutes(2));
        google.stubFor(get(urlPathEqualTo("/certs")).willReturn(okJson("null")));
        assertThat(keys.key("one")).isEmpty();
        clock.passes(Duration.ofMinutes(2));
        google.stubFor(get(urlPathEqualTo("/certs"))
                .willReturn(okJson("{\"keys\":[{\"kty\":\"RSA\",\"kid\":\"one\",\"n\":\"%%\"}]}")));
        assertThat(keys.key("one")).isEmpty();
        clock.passes(Duration.ofMinutes(2));
        publishes("one");
        assertThat(keys.key("one")).isPresent();
    }

    @Test
    void keysOfElsewhereAreNotTaken() {
        elsewhere.stubFor(get(urlPathEqualTo("/certs")).willReturn(okJson(new SimulatedKey("one").published())));
        google.stubFor(get(urlPathEqualTo("/certs"))
                .willReturn(temporaryRedirect(elsewhere.baseUrl() + "/certs")));

        assertThat(keys().key("one")).isEmpty();
        assertThat(elsewhere.getAllServeEvents()).isEmpty();
    }
}
