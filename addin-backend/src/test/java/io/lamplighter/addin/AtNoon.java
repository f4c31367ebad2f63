// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;

/** The application's day is at noon in UTC when this test class begins, so that what is of today stays so to its end. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Import(AtNoon.Noon.class)
@interface AtNoon {

    @TestConfiguration(proxyBeanMethods = false)
    class Noon {

        /** The noon that was last: what is wanted at once is then due for the schedule, which has a clock of its own. */
        @Bean
        @Primary
        Clock noon() {
            Clock wall = Clock.systemUTC();
            Instant now = wall.instant();
            Instant noon = now.minus(Duration.ofHours(12)).truncatedTo(ChronoUnit.DAYS).plus(Duration.ofHours(12));
            return Clock.offset(wall, Duration.between(now, noon));
        }
    }
}
