// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.api;

import io.lamplighter.crm.activity.ActivityView;
import io.lamplighter.ingest.sync.Attendance;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A meeting of a timeline: as it is planned, and who came to it.
 *
 * @param start null for one that no calendar tells of, as are the other words of the plan
 * @param attendance null where the provider does not tell who came, or has not yet
 */
record MeetingItem(@Nullable Instant start, @Nullable Instant end, @Nullable Boolean allDay,
        @Nullable Boolean cancelled, @Nullable String location, @Nullable String link, List<Invited> invited,
        @Nullable Attended attendance) {

    /** @param answer {@code accepted}, {@code tentative}, {@code declined}, {@code delegated}; null for who has not answered */
    record Invited(String name, String address, @Nullable String answer) {}

    /** @param began when the first came; the meetings of one entry together, where it was left and entered again */
    record Attended(Instant began, Instant ended, List<Present> people) {}

    /**
     * @param address empty where it is not known
     * @param side {@code buyer}, {@code ours}, or {@code nobody} for machines that take notes and telephones without a name
     * @param seconds how long somebody stayed
     */
    record Present(String name, String address, String side, long seconds) {}

    static @Nullable MeetingItem of(ActivityView.Interaction what) {
        Optional<ActivityView.Plan> plan = what.plan();
        if (plan.isEmpty() && what.attendance().isEmpty()) {
            return null;
        }
        return new MeetingItem(plan.map(ActivityView.Plan::start).orElse(null),
                plan.map(ActivityView.Plan::end).orElse(null), plan.map(ActivityView.Plan::allDay).orElse(null),
                plan.map(ActivityView.Plan::cancelled).orElse(null),
                plan.map(ActivityView.Plan::location).orElse(null), plan.map(ActivityView.Plan::link).orElse(null),
                plan.map(p -> invited(what, p)).orElse(List.of()),
                what.attendance().map(MeetingItem::attended).orElse(null));
    }

    private static List<Invited> invited(ActivityView.Interaction what, ActivityView.Plan plan) {
        return what.participants().stream().map(one -> new Invited(one.name(), one.address(),
                Optional.ofNullable(plan.answers().get(one.key())).map(answer -> word(answer.name())).orElse(null)))
                .toList();
    }

    private static Attended attended(Attendance came) {
        return new Attended(came.began(), came.ended(), came.people().stream()
                .map(one -> new Present(one.name(), one.address(), word(one.side().name()), one.seconds())).toList());
    }

    private static String word(String constant) {
        return constant.toLowerCase(Locale.ROOT);
    }
}
