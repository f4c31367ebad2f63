// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin;

import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Stands in for a provider, from when the class that names it is loaded until its tests are over. */
final class StandIn extends WireMockServer implements AfterAllCallback {

    StandIn() {
        super(WireMockConfiguration.options().dynamicPort().bindAddress("127.0.0.1"));
        start();
    }

    @Override
    public void afterAll(ExtensionContext over) {
        stop();
    }

    /** The forms that token endpoints were sent, oldest first. */
    List<Map<String, String>> tokenForms() {
        return findAll(postRequestedFor(urlPathMatching(".*/token"))).stream()
                .map(request -> parameters(request.getBodyAsString())).toList();
    }

    /** What an address or a form has after its question mark. */
    static Map<String, String> parameters(String encoded) {
        Map<String, String> parameters = new HashMap<>();
        for (String one : encoded.split("&")) {
            int equals = one.indexOf('=');
            parameters.put(one.substring(0, equals),
                    URLDecoder.decode(one.substring(equals + 1), StandardCharsets.UTF_8));
        }
        return parameters;
    }

    /** A token that says this; its signature is nobody's. */
    static String token(String claims) {
        return "e30." + Base64.getUrlEncoder().withoutPadding()
                .encodeToString(claims.getBytes(StandardCharsets.UTF_8)) + ".c2ln";
    }
}
