// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.board;

import io.lamplighter.crm.warning.OpenDeal;

/** Translates what the clock of a deal says into what a page shows. */
final class Clocks {

    private Clocks() {}

    static ClockState state(OpenDeal deal) {
        return switch (deal.silence().state()) {
            case DARK -> ClockState.DARK;
            case HEADING_DARK -> ClockState.HEADING;
            case BLIND -> ClockState.BLIND;
            case BRIGHT, PAUSED -> ClockState.BRIGHT;
        };
    }

    static Silence silence(OpenDeal deal) {
        int days = deal.silence().days();
        int threshold = deal.silence().threshold();
        Silence silence = switch (deal.silence().state()) {
            case BLIND -> Silence.blind(days, threshold);
            case PAUSED -> Silence.paused(days, threshold);
            case DARK, HEADING_DARK, BRIGHT -> Silence.running(days, threshold);
        };
        return deal.lastInbound().isPresent() ? silence : silence.neverWrote();
    }

    static boolean isPaused(OpenDeal deal) {
        return deal.silence().state() == io.lamplighter.crm.warning.Silence.State.PAUSED;
    }
}
