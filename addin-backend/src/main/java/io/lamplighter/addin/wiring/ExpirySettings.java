// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.wiring;

import java.time.Duration;
import java.time.LocalDate;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When people are told that something ends.
 *
 * @param before how long before
 * @param microsoftSecret the day on which the client secret at Microsoft ends; not needed where Microsoft tells
 * @param googleSecret the day on which the client secret at Google ends
 * @param googleTesting whether Google's consent screen is in testing, so that consents end after a week
 */
@ConfigurationProperties("lamplighter.expiry")
public record ExpirySettings(@DefaultValue("30d") Duration before, Optional<LocalDate> microsoftSecret,
        Optional<LocalDate> googleSecret, @DefaultValue("false") boolean googleTesting) {

    public ExpirySettings {
        if (before.isNegative()) {
            throw new IllegalArgumentException("lamplighter.expiry.before must not be negative");
        }
    }
}
