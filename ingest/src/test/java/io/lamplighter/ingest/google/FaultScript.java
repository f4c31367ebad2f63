// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.google;

import java.util.function.Function;

/**
 * Makes the simulator misbehave. Asked for every request that carries a good token; {@code FaultScripts} has those that
 * every connector should survive.
 */
@FunctionalInterface
public interface FaultScript {

    FaultScript NONE = (request, normally) -> normally.apply(request);

    /** @param normally gives the right answer to this request, or to another one */
    Answer answer(GoogleRequest request, Function<GoogleRequest, Answer> normally);

    /** This one, and the other where this one lets the request through. */
    default FaultScript and(FaultScript other) {
        return (request, normally) -> answer(request, passed -> other.answer(passed, normally));
    }
}
