// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.board;

import io.lamplighter.crm.activity.Timelines;
import java.util.Arrays;
import java.util.List;

/** Which activities of a deal are shown. */
enum Show {
    EVERYTHING("all", "Everything", Timelines.Show.EVERYTHING),
    WHAT_COUNTED("counted", "What counted", Timelines.Show.WHAT_COUNTED),
    BAD_NEWS("bad", "Bad news", Timelines.Show.BAD_NEWS);

    private final String key;
    private final String label;
    private final Timelines.Show what;

    Show(String key, String label, Timelines.Show what) {
        this.key = key;
        this.label = label;
        this.what = what;
    }

    /** Everything for nothing and for nonsense. */
    static Show of(String key) {
        return Arrays.stream(values()).filter(show -> show.key.equals(key)).findFirst().orElse(EVERYTHING);
    }

    String key() {
        return key;
    }

    Timelines.Show what() {
        return what;
    }

    String says(long all, Words words) {
        return switch (this) {
            case EVERYTHING -> words.count(all, "activity", "activities") + ", newest first";
            case WHAT_COUNTED -> "what set the clock to zero, newest first";
            case BAD_NEWS -> "bad news from the buyer, newest first";
        };
    }

    List<DealView.ShowLink> choices(String deal) {
        return Arrays.stream(values()).map(show -> new DealView.ShowLink(show.label,
                Paths.deal(deal) + (show == EVERYTHING ? "" : "?show=" + show.key) + "#time", show == this)).toList();
    }
}
