// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.samples.nodes;

import io.lamplighter.addin.AddinApplication;
import io.lamplighter.ingest.google.GoogleQuota;
import io.lamplighter.ingest.graph.GraphLimits;
import java.time.Duration;
import org.springframework.boot.SpringApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/** The server, with providers whose minutes are over sooner: what they allow in a window is as much as in life. */
@Configuration
class QuickMinutes {

    static final Duration WINDOW = Duration.ofSeconds(20);

    /** What the provider allows. */
    static final GoogleQuota GOOGLE = new GoogleQuota(6_000, 600, WINDOW);

    /** Fewer than in life, so that they are used up in a window that is so much shorter. */
    static final int GRAPH_REQUESTS = 500;

    static final int GRAPH_AT_ONCE = 4;

    public static void main(String[] arguments) {
        new SpringApplication(AddinApplication.class, QuickMinutes.class).run(arguments);
    }

    @Bean
    @Primary
    GoogleQuota quickQuota() {
        return GOOGLE;
    }

    /** A twentieth is left to others who work with the same app, as in life. */
    @Bean
    @Primary
    GraphLimits quickLimits() {
        return new GraphLimits(GRAPH_REQUESTS * 19 / 20, WINDOW, GRAPH_AT_ONCE, GraphLimits.MICROSOFT.answerWithin());
    }
}
