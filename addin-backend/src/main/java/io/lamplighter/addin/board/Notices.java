// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.board;

import io.lamplighter.crm.warning.OpenDeal;
import io.lamplighter.crm.warning.OpenDeal.Blindness;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Says above the list which mailboxes cannot be read and what that does to deals. At most two; a third would be wallpaper. */
final class Notices {

    private final Words words;
    private final Instant now;

    Notices(Words words, Instant now) {
        this.words = words;
        this.now = now;
    }

    List<Notice> of(List<OpenDeal> deals) {
        Map<Blindness, Integer> unread = new LinkedHashMap<>();
        deals.stream().flatMap(deal -> deal.blindness().stream())
                .filter(why -> why.cause() != Blindness.Cause.STILL_IMPORTING)
                .sorted(java.util.Comparator.comparing(Blindness::cause).thenComparing(Blindness::owner))
                .forEach(why -> unread.merge(why, 1, Integer::sum));
        List<Notice> notices = new ArrayList<>();
        for (Map.Entry<Blindness, Integer> mailbox : unread.entrySet()) {
            if (notices.size() == 1 && unread.size() > 2) {
                notices.add(others(unread));
                return notices;
            }
            notices.add(notice(mailbox.getKey(), mailbox.getValue()));
        }
        return notices;
    }

    private Notice notice(Blindness why, int deals) {
        String title = new Reasons(words, now).blind(why).replaceFirst("\\.$", "");
        String these = "The silence on " + Spelled.count(deals, "deal", "deals") + " may be ours, so "
                + (deals == 1 ? "it is" : "they are") + " shown as blind, not dark. ";
        return Notice.unreadable(title, these + switch (why.cause()) {
            case NO_MAILBOX ->
                "As soon as an administrator connects one, what is in it is read and the clocks are set right.";
            case MAILBOX_PAUSED -> "When reading goes on, everything since then is read and the clocks are set right.";
            case MAILBOX_FAILING, STILL_IMPORTING ->
                "As soon as it can be read again, everything since then is read and the clocks are set right.";
        });
    }

    private static Notice others(Map<Blindness, Integer> unread) {
        int mailboxes = unread.size() - 1;
        int deals = unread.values().stream().skip(1).mapToInt(Integer::intValue).sum();
        return Notice.unreadable(Spelled.first(mailboxes) + " more mailboxes are not being read",
                "The silence on another " + Spelled.count(deals, "deal", "deals")
                        + " may be ours. An administrator sees which mailboxes they are and what each of them needs.");
    }
}
