// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpServer;
import io.lamplighter.addin.connect.OutsideHosts;
import io.lamplighter.ingest.mailbox.HostLookup;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An address that somebody typed leads to exactly where it was allowed to lead, and nowhere after that. */
class OutsidePostTest {

    private final List<String> called = new CopyOnWriteArrayList<>();
    private HttpServer server = server();
    private int status = 204;

    private static HttpServer server() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException failed) {
            throw new AssertionError(failed);
        }
    }

    @BeforeEach
    void start() {
        server.createContext("/", exchange -> {
            called.add(exchange.getRequestURI().getPath());
            exchange.getResponseHeaders().add("Location",
                    "http://127.0.0.1:" + server.getAddress().getPort() + "/elsewhere");
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private static URI at(String host, int port) {
        return URI.create("http://" + host + ":" + port + "/hook");
    }

    @Test
    void aNameThatLeadsInsideAMomentLaterLeadsToWhereItWasAllowed() throws IOException {
        List<String> asked = new ArrayList<>();
        HostLookup rebound = host -> {
            asked.add(host);
            return List.of(asked.size() == 1
                    ? InetAddress.getLoopbackAddress()
                    : InetAddress.ofLiteral("169.254.169.254"));
        };
        OutsidePost post = new OutsidePost(new OutsideHosts(List.of("127.0.0.1"), rebound));

        assertThat(post.post(at("hook.seller.example", server.getAddress().getPort()), Map.of(), "{}")).isEqualTo(204);

        assertThat(asked).as("whoever connects does not ask again").containsExactly("hook.seller.example");
        assertThat(called).containsExactly("/hook");
        assertThatExceptionOfType(OutsidePost.Refused.class)
                .isThrownBy(() -> post.post(at("hook.seller.example", server.getAddress().getPort()), Map.of(), "{}"))
                .withMessageContaining("inside a private network");
    }

    @Test
    void whereAnAnswerPointsIsNotFollowed() throws IOException {
        status = 302;
        OutsidePost post = new OutsidePost(new OutsideHosts(List.of("127.0.0.1")));

        assertThat(post.post(at("127.0.0.1", server.getAddress().getPort()), Map.of(), "{}")).isEqualTo(302);

        assertThat(called).containsExactly("/hook");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://2130706433/", "http://0x7f.1/", "http://0x7f000001/", "http://0177.0.0.1/",
            "http://127.1/", "http://0/", "http://0.0.0.0/", "http://localhost./", "http://[::1]/",
            "http://[::ffff:127.0.0.1]/", "http://[::ffff:7f00:1]/", "http://[::]/", "http://[fe80::1%25lo]/",
            "http://169.254.169.254/latest/meta-data/", "http://[fd00:ec2::254]/", "http://100.64.0.1/",
            "http://anna@127.0.0.1/", "http:/127.0.0.1/", "//127.0.0.1/", "file:///etc/passwd", "gopher://127.0.0.1/",
            "http://%31%32%37.0.0.1/", "http://\uFF11\uFF12\uFF17.0.0.1/", "http://127\u3002 0.0.1/"})
    void whateverWayAnAddressInsideIsWrittenItIsNotCalled(String written) {
        OutsidePost post = new OutsidePost(new OutsideHosts(List.of()));
        URI to;
        try {
            to = URI.create(written);
        } catch (IllegalArgumentException noAddress) {
            return;
        }

        assertThatExceptionOfType(OutsidePost.Refused.class).isThrownBy(() -> post.check(to));
    }
}
