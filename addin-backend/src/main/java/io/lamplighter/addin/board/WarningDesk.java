// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.board;

import io.lamplighter.addin.security.Viewer;
import io.lamplighter.crm.ActivityId;
import io.lamplighter.crm.OpportunityId;
import io.lamplighter.crm.notify.Notice.About;
import io.lamplighter.crm.scoring.Ratings;
import io.lamplighter.crm.warning.Departures;
import io.lamplighter.crm.warning.Warned;
import io.lamplighter.crm.warning.Warnings;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Shows warnings to those who were warned, and takes down that they have seen them. */
public final class WarningDesk {

    private static final int SHOWN = 3;

    private final Warnings warnings;
    private final Departures departures;
    private final Ratings ratings;
    private final Words words;
    private final Clock clock;

    public WarningDesk(Warnings warnings, Departures departures, Ratings ratings, Words words, Clock clock) {
        this.warnings = warnings;
        this.departures = departures;
        this.ratings = ratings;
        this.words = words;
        this.clock = clock;
    }

    /**
     * A warning that the reader has not said to have seen.
     *
     * @param icon the name of a symbol: bad news and a contact who has left look alike otherwise, both are news
     * @param title "You were warned of bad news today 09:01, −0.71", "Dana Reyes has left Northwind; Kim Lee follows"
     * @param text what else is to be known; may be empty
     * @param href where it stands on the timeline; empty where it stands on another deal
     * @param action where the form goes that says that it was seen
     * @param follow where the form goes that adds who follows, {@code followSays} what its button says; empty for nothing to add
     */
    public record Fresh(String icon, String title, String text, DealRow.Deal deal, String href, String action,
            String follow, String followSays) {}

    NewsStatus status(Collection<ActivityId> activities, Viewer viewer) {
        return new NewsStatus(warnings.of(activities), ratings.of(activities), viewer, words, clock.instant());
    }

    /** What the reader was warned of on a deal and has not said to have seen. */
    List<Fresh> fresh(OpportunityId deal, Viewer viewer) {
        return worded(warnings.unread(viewer.id(), viewer.owner(), deal).stream().limit(SHOWN).toList());
    }

    /** Contacts who have left, on any deal, that the reader has not said to have seen. */
    List<Fresh> left(Viewer viewer) {
        return worded(warnings.unread(viewer.id(), viewer.owner()).stream()
                .filter(one -> one.about() == About.CHAMPION_LEFT).limit(SHOWN).toList());
    }

    private List<Fresh> worded(List<Warned> unread) {
        Map<Long, Departures.Departed> left = departures.of(unread.stream().map(Warned::id).toList());
        return unread.stream().flatMap(one -> switch (one.about()) {
            case BAD_NEWS -> Stream.of(badNews(one));
            case CHAMPION_LEFT -> Optional.ofNullable(left.get(one.id())).map(who -> left(one, who)).stream();
            // These are for whoever looks after the mailboxes, and about no deal.
            case MAIL_MISSING, MAIL_COMPLETE -> Stream.empty();
        }).toList();
    }

    private Fresh badNews(Warned warned) {
        return new Fresh("down-tri",
                "You were warned of bad news " + words.lately(warned.raisedAt(), clock.instant()) + ", "
                        + Score.of(warned.score()).number(),
                "", deal(warned), "#act-" + warned.activity(),
                NewsStatus.action(warned), "", "");
    }

    private Fresh left(Warned warned, Departures.Departed who) {
        boolean adds = !who.address().isEmpty() && !who.known();
        return new Fresh("alert", left(who), part(who), deal(warned), "", NewsStatus.action(warned),
                adds ? "/warnings/" + warned.id() + "/follow" : "", adds ? "Add " + who.successor() : "");
    }

    /** "Dana Reyes has left Northwind; Kim Lee follows". */
    private static String left(Departures.Departed who) {
        String what = who.said()
                ? who.name() + " has left " + who.accountName()
                : "Mail to " + who.name() + " comes back: they have probably left " + who.accountName();
        return who.successor().isEmpty() ? what : what + "; " + who.successor() + " follows";
    }

    private static String part(Departures.Departed who) {
        String part = who.role().isEmpty() ? "They had a part in this deal." : "Part in this deal: " + who.role() + ".";
        if (who.address().isEmpty()) {
            return part + " Nobody is named who follows.";
        }
        return part + (who.known() ? " " + who.successor() + " is a contact already." : "");
    }

    private static DealRow.Deal deal(Warned warned) {
        return new DealRow.Deal(warned.deal().toString(), warned.dealName(), "");
    }

    /** Adds who follows as a contact; says what happened. */
    Optional<Departures.Departed> follow(long warning, Viewer viewer) {
        return departures.follow(warning, viewer.owner());
    }

    int unread(Viewer viewer) {
        return warnings.unread(viewer.id(), viewer.owner()).size();
    }

    boolean acknowledge(long warning, Viewer viewer) {
        return warnings.acknowledge(warning, viewer.id(), viewer.owner());
    }
}
