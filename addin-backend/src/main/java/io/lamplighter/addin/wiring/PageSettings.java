// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.wiring;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What pages show that is not data.
 *
 * @param sampleUsers whom the sign-in page of the sample world offers, each as {@code marta: Manager, sees the team}
 */
@ConfigurationProperties("lamplighter")
public record PageSettings(@DefaultValue List<String> sampleUsers) {

    public PageSettings {
        sampleUsers = List.copyOf(sampleUsers);
    }
}
