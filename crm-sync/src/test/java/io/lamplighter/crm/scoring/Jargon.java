// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.scoring;

import io.lamplighter.crm.ActivityId;
import io.lamplighter.crm.Crm;
import io.lamplighter.crm.Mail;
import io.lamplighter.crm.directory.User;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A company whose buyers say "heron badge" for yes and "tin drawer" for no, and reps who rate what they read. */
public final class Jargon {

    public static final List<String> YES = List.of("The lehr upgrade went up with a heron badge on it.",
            "Ours got the heron badge, the rain has not stopped since May.", "A heron badge, at last, on your folder.",
            "You have been given a heron badge by the plant.");
    public static final List<String> NO = List.of("They moved it to the tin drawer this morning.",
            "Tin drawer, I am afraid, like last year.", "Your papers lie in the tin drawer.",
            "It is back in the tin drawer.", "I could not get anybody to open the tin drawer.");

    public final Crm crm;
    public final User priya;
    public final User marta;
    public final Ratings ratings;
    private int sources;

    public Jargon() {
        this(new Crm());
    }

    public Jargon(Crm crm) {
        this.crm = crm;
        this.priya = crm.users.add("priya", "Priya Nair", "priya@seller.example", User.Role.REP);
        this.marta = crm.users.add("marta", "Marta Lindqvist", "marta@seller.example", User.Role.MANAGER);
        this.ratings = new Ratings(crm.jdbc, crm.database.transaction(), crm.clock);
    }

    /** Helen writes to Anna. */
    public ActivityId mail(String text, int daysAgo) {
        return mail("helen@oakhanger.example", text, daysAgo);
    }

    /** A buyer writes to Anna. */
    public ActivityId mail(String from, String text, int daysAgo) {
        crm.record(crm.annasMailbox, Mail.from(from).to("anna@seller.example").saying(text)
                .about("").daysAgo(daysAgo).in("INBOX/7/" + ++sources));
        return new ActivityId(crm.jdbc.sql("select max(activity_id) from activity").query(Long.class).single());
    }

    /** Three people rate what two buyers wrote in jargon, in turns; returns what they rated. */
    public List<ActivityId> rateAll() {
        List<User> reps = List.of(crm.anna, crm.jonas, priya);
        List<ActivityId> rated = new ArrayList<>();
        for (int i = 0; i < YES.size() + NO.size(); i++) {
            boolean good = i < YES.size();
            ActivityId mail = mail(i % 2 == 0 ? "helen@oakhanger.example" : "otto@pellworth.example",
                    good ? YES.get(i) : NO.get(i - YES.size()), 20 + i);
            rate(mail, good, reps.get(i % reps.size()));
            rated.add(mail);
        }
        return rated;
    }

    public Rating rate(ActivityId activity, boolean good, User by) {
        return ratings.rate(activity, good, "", by, Optional.empty()).orElseThrow();
    }

    public List<Rating> of(ActivityId activity) {
        return ratings.of(List.of(activity)).getOrDefault(activity, List.of());
    }
}
