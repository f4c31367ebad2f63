// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.samples;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.springframework.core.env.StandardEnvironment;

/** The settings with which the application runs in the sample world: what the user says, then what suits a demonstration. */
final class SampleSettings {

    /** User and what they may see, for the sign-in page. */
    private static final List<Map.Entry<String, String>> USERS = List.of(
            Map.entry("marta", "Manager, sees the whole team"), Map.entry("anna", "Rep, sees her own deals"),
            Map.entry("jonas", "Rep, sees his own deals"), Map.entry("priya", "Rep, sees her own deals"),
            Map.entry("tomas", "Rep, his mailbox is at Microsoft 365"),
            Map.entry("hana", "Rep, her mailbox is at Google"),
            Map.entry("idris", "Admin, sees mailboxes and the ledger"));

    private final String[] arguments;
    private final int port;
    private final ConfigurableEnvironment said = new StandardEnvironment();

    /** @throws PortTaken saying how to choose another */
    SampleSettings(String... arguments) {
        this.arguments = arguments.clone();
        said.getPropertySources().addFirst(new SimpleCommandLinePropertySource(arguments));
        port = free(said.getProperty("server.port", Integer.class, 8080));
    }

    /** The providers must know where to call before there is anybody to be called. */
    private static int free(int wanted) {
        try (ServerSocket socket = new ServerSocket(wanted)) {
            return socket.getLocalPort();
        } catch (IOException taken) {
            throw new PortTaken(wanted);
        }
    }

    /** Another program listens where we would. */
    static final class PortTaken extends RuntimeException {

        private static final long serialVersionUID = 1L;

        PortTaken(int port) {
            super("Port " + port
                    + " is taken by another program. Choose another one: mvn -pl samples -am spring-boot:run"
                    + " -Dspring-boot.run.arguments=--server.port=" + (port + 1));
        }
    }

    /** Where the application is reached, with a slash at the end. */
    URI address() {
        return URI.create("http://localhost:" + port + "/");
    }

    int imapPort() {
        return said.getProperty("sample.imap-port", Integer.class, 0);
    }

    String[] forApplication(Path data, ZoneId zone, SamplePost post) {
        Map<String, String> own = new LinkedHashMap<>();
        own.put("lamplighter.data-dir", data.toString());
        // The world is planted into an empty database of its own, never into one that is configured for something else.
        own.put("spring.datasource.url", "");
        own.put("lamplighter.zone", zone.getId());
        own.put("server.port", Integer.toString(port));
        Map<String, String> suits = new LinkedHashMap<>();
        // Its IMAP server is inside this process.
        suits.put("lamplighter.network.private-hosts", "127.0.0.1");
        suits.put("lamplighter.sync.poll-every", "5s");
        // Who watches a recovery does not wait for minutes.
        suits.put("lamplighter.sync.retry-after", "5s");
        suits.put("lamplighter.sync.retry-at-most", "20s");
        String address = "http://localhost:" + port;
        suits.put("lamplighter.providers.public-url", address);
        post.providers().forEach(provider -> suits.putAll(provider.settings(address)));
        suits.put("lamplighter.sync.poll-told-every", "30s");
        suits.put("logging.level.io.lamplighter", "warn");
        suits.put("logging.level.org.springframework.boot", "warn");
        suits.put("logging.level.com.icegreen", "error");
        suits.put("logging.level.org.flywaydb", "error");
        suits.put("logging.level.org.springdoc", "error");
        suits.put("spring.main.banner-mode", "off");
        for (int i = 0; i < USERS.size(); i++) {
            suits.put("lamplighter.sample-users[" + i + "].username", USERS.get(i).getKey());
            suits.put("lamplighter.sample-users[" + i + "].role", USERS.get(i).getValue());
        }
        suits.keySet().removeIf(said::containsProperty);
        return Stream.of(
                Stream.of(arguments).filter(a -> own.keySet().stream().noneMatch(key -> a.startsWith("--" + key))),
                Stream.concat(own.entrySet().stream(), suits.entrySet().stream())
                        .map(e -> "--" + e.getKey() + "=" + e.getValue()))
                .flatMap(s -> s).toArray(String[]::new);
    }
}
