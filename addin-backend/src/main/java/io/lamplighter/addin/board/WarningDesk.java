// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.board;

import io.lamplighter.addin.security.Viewer;
import io.lamplighter.crm.ActivityId;
import io.lamplighter.crm.OpportunityId;
import io.lamplighter.crm.scoring.Ratings;
import io.lamplighter.crm.warning.Warned;
import io.lamplighter.crm.warning.Warnings;
import java.time.Clock;
import java.util.Collection;
import java.util.List;

/** Shows warnings to those who were warned, and takes down that they have seen them. */
public final class WarningDesk {

    private static final int SHOWN = 3;

    private final Warnings warnings;
    private final Ratings ratings;
    private final Words words;
    private final Clock clock;

    public WarningDesk(Warnings warnings, Ratings ratings, Words words, Clock clock) {
        this.warnings = warnings;
        this.ratings = ratings;
        this.words = words;
        this.clock = clock;
    }

    /**
     * A warning on the page of its deal.
     *
     * @param title "You were warned of bad news today 09:01, −0.71"
     * @param href where it stands on the timeline
     * @param action where the form goes that says that it was seen
     */
    public record Fresh(String title, String href, String action) {}

    NewsStatus status(Collection<ActivityId> activities, Viewer viewer) {
        return new NewsStatus(warnings.of(activities), ratings.of(activities), viewer, words, clock.instant());
    }

    /** What the reader was warned of on a deal and has not said to have seen. */
    List<Fresh> fresh(OpportunityId deal, Viewer viewer) {
        return warnings.unread(viewer.id(), viewer.owner(), deal).stream().limit(SHOWN).map(this::fresh).toList();
    }

    private Fresh fresh(Warned warned) {
        return new Fresh("You were warned of bad news " + words.lately(warned.raisedAt(), clock.instant()) + ", "
                + Score.of(warned.score()).number(), "#act-" + warned.activity(), NewsStatus.action(warned));
    }

    int unread(Viewer viewer) {
        return warnings.unread(viewer.id(), viewer.owner()).size();
    }

    boolean acknowledge(long warning, Viewer viewer) {
        return warnings.acknowledge(warning, viewer.id(), viewer.owner());
    }
}
