// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.activity;

import io.lamplighter.crm.sql.Json;
import io.lamplighter.ingest.sync.Conversation.Side;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;

/**
 * What one speaker said until somebody else spoke, as a span of the body, which has the name in front of it.
 *
 * @param second from the beginning; -1 where it is not known
 */
public record SpokenTurn(String speaker, Side side, int second, int start, int end) {

    private static final TypeReference<List<SpokenTurn>> STORED = new TypeReference<>() {};

    /** @param stored null for what was not spoken */
    public static List<SpokenTurn> read(@Nullable String stored) {
        return stored == null ? List.of() : Json.read(stored, STORED);
    }

    public boolean byBuyer() {
        return side == Side.BUYER;
    }
}
