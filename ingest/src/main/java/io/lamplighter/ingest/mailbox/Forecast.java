// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.mailbox;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * How much a first reading would bring.
 *
 * @param volumes one for each moment that was asked for; empty where the provider cannot say
 * @param perMinute how many messages the provider's limits let a program read in a minute; {@link #NO_LIMIT} where it names none
 */
public record Forecast(List<Volume> volumes, long perMinute) {

    public static final long NO_LIMIT = 0;

    public static final Forecast UNKNOWN = new Forecast(List.of(), NO_LIMIT);

    public Forecast {
        volumes = List.copyOf(volumes);
    }

    /**
     * @param since mail received from here on
     * @param exact whether it was counted; else it is worked out from a part, or at most so many
     */
    public record Volume(Instant since, long messages, boolean exact) {

        public Volume {
            Objects.requireNonNull(since, "since");
        }
    }
}
