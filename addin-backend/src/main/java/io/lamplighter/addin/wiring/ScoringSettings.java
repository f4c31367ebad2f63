// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.wiring;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the backlog of scores is worked off.
 *
 * @param every how often it is looked at
 * @param batch how many activities are scored in one transaction
 */
@ConfigurationProperties("lamplighter.scoring")
public record ScoringSettings(@DefaultValue("1s") Duration every, @DefaultValue("200") int batch) {

    public ScoringSettings {
        if (batch < 1) {
            throw new IllegalArgumentException("lamplighter.scoring.batch must be at least 1");
        }
    }
}
