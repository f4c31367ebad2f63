// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.wiring;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whom this server may call when somebody names a host.
 *
 * @param privateHosts hosts that may be called although they are not on the public internet: names, {@code *.corp.example},
 *     addresses, networks, or {@code any}
 */
@ConfigurationProperties("lamplighter.network")
public record NetworkSettings(@DefaultValue List<String> privateHosts) {

    public NetworkSettings {
        privateHosts = List.copyOf(privateHosts);
    }
}
