// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.graph;

import com.microsoft.kiota.serialization.AdditionalDataHolder;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the SDK's models leave open: anything may be missing. */
final class Answers {

    private Answers() {}

    static <T> List<T> of(@Nullable List<T> value) {
        return value == null ? List.of() : value;
    }

    /** Deltas name what is gone by id and {@code @removed}, for which the models have no field. */
    static boolean isRemoved(AdditionalDataHolder item) {
        return item.getAdditionalData() != null && item.getAdditionalData().containsKey("@removed");
    }

    static Optional<Instant> instant(@Nullable OffsetDateTime time) {
        return Optional.ofNullable(time).map(OffsetDateTime::toInstant);
    }

    static String text(@Nullable String value) {
        return value == null ? "" : value;
    }
}
