// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.wiring;

import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How people are told of warnings by mail.
 *
 * @param host the server that takes it; empty for none
 * @param security {@code starttls}, {@code tls} (usually with port 465), or {@code none} for a server on the same machine
 * @param from the sender, as in {@code Lamplighter <warnings@corp.example>}
 * @param withSubject whether the subject of the buyer's mail may be in it
 */
@ConfigurationProperties("lamplighter.mail")
public record NotifySettings(@DefaultValue("") String host, @DefaultValue("587") int port,
        @DefaultValue("starttls") String security, @DefaultValue("") String username,
        @DefaultValue("") String password, @DefaultValue("") String from,
        @DefaultValue("false") boolean withSubject) {

    public NotifySettings {
        if (!Set.of("starttls", "tls", "none").contains(security)) {
            throw new IllegalArgumentException("lamplighter.mail.security must be starttls, tls or none");
        }
        if (!host.isBlank() && from.isBlank()) {
            throw new IllegalArgumentException(
                    "lamplighter.mail.from must name a sender where lamplighter.mail.host is set");
        }
    }

    @Override
    public String toString() {
        return "NotifySettings " + host + ":" + port;
    }
}
