// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.lamplighter.addin.wiring.ProviderSettings.Push;
import io.lamplighter.ingest.google.GoogleKeys;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How Gmail's calls can be set up: never so that anybody is believed. */
class PushSettingsTest {

    private static final String AUDIENCE = "https://lamp.example/webhooks/gmail";
    private static final String SENDER = "push@lamp.example";
    private static final URI KEYS = URI.create(GoogleKeys.PUBLISHED_AT);

    @Test
    void isOffOrWhole() {
        assertThat(new Push("", "", "", KEYS).keys()).isEqualTo(KEYS);
        assertThat(new Push("projects/p/topics/t", AUDIENCE, SENDER, KEYS).sender()).isEqualTo(SENDER);
    }

    @Test
    void anAudienceIsNotEnoughWithoutWhoSends() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Push("", AUDIENCE, " ", KEYS))
                .withMessageContaining("belong together");
        assertThatIllegalArgumentException().isThrownBy(() -> new Push("", "", SENDER, KEYS))
                .withMessageContaining("belong together");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://www.googleapis.com/oauth2/v3/certs", "http://localhost.evil.example/certs",
            "http://127.0.0.1@evil.example/certs", "file:///etc/certs", "certs"})
    void keysThatSomebodyOnTheWayCouldChangeAreRefused(String keys) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Push("", AUDIENCE, SENDER, URI.create(keys)))
                .withMessageContaining("https://");
    }

    @Test
    void aSimulatorOnThisMachineMayPublishThem() {
        assertThat(new Push("", AUDIENCE, SENDER, URI.create("http://127.0.0.1:8089/certs")).keys().getPort())
                .isEqualTo(8089);
    }
}
