// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.wiring;

import io.lamplighter.addin.board.LoginView;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What pages show that is not data.
 *
 * @param sampleUsers whom the sign-in page of the sample world offers, each with {@code username} and {@code role}
 */
@ConfigurationProperties("lamplighter")
public record PageSettings(@DefaultValue List<LoginView.Sample> sampleUsers) {

    public PageSettings {
        sampleUsers = List.copyOf(sampleUsers);
    }
}
