// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.board;

import io.lamplighter.crm.warning.OpenDeal;
import java.time.LocalDate;
import java.util.Locale;

/** The orders in which deals are listed. */
enum Sorting {
    URGENCY("most urgent first") {
        @Override
        long rank(OpenDeal deal) {
            return state(deal) * STEP + inState(deal);
        }
    },
    SILENCE("longest silence first") {
        @Override
        long rank(OpenDeal deal) {
            return -deal.silence().days();
        }
    },
    AMOUNT("largest first") {
        @Override
        long rank(OpenDeal deal) {
            return -deal.amount().movePointRight(2).longValue();
        }
    },
    CLOSE("those that close first") {
        @Override
        long rank(OpenDeal deal) {
            return deal.closes().map(LocalDate::toEpochDay).orElse(Long.MAX_VALUE);
        }
    },
    NAME("by name") {
        @Override
        long rank(OpenDeal deal) {
            return 0;
        }
    };

    private static final long STEP = 1_000_000_000_000L;
    private static final long AFTER_ALL_TIME = STEP / 10;

    private final String words;

    Sorting(String words) {
        this.words = words;
    }

    /** The one that is asked for; urgency for nothing and for nonsense. */
    static Sorting of(String key) {
        for (Sorting sorting : values()) {
            if (sorting.key().equals(key)) {
                return sorting;
            }
        }
        return URGENCY;
    }

    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** "most urgent first". */
    String words() {
        return words;
    }

    abstract long rank(OpenDeal deal);

    Place place(OpenDeal deal) {
        return new Place(rank(deal), deal.id().value(), deal.name().toLowerCase(Locale.ROOT));
    }

    /** The group a place of the order by urgency lies in. */
    static int group(Place place) {
        return (int) (place.rank() / STEP);
    }

    private static int state(OpenDeal deal) {
        return Clocks.state(deal).ordinal();
    }

    /** The nearer to the threshold the more can still be done: just gone dark, or just about to. Before all that is bright, bad news, latest first. */
    private static long inState(OpenDeal deal) {
        int fromThreshold = Math.abs(deal.silence().threshold() - deal.silence().days());
        if (Clocks.state(deal) != ClockState.BRIGHT) {
            return fromThreshold;
        }
        return deal.badNews().map(news -> AFTER_ALL_TIME - news.at().getEpochSecond())
                .orElse(STEP / 2 + fromThreshold);
    }
}
