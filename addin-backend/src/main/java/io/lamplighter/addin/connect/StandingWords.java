// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.connect;

import io.lamplighter.addin.board.Spelled;
import io.lamplighter.crm.mailbox.Standing;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Says of all mailboxes how many stand how. */
public final class StandingWords {

    private StandingWords() {}

    /**
     * "11 of 12 are being read. One needs its owner to sign in."
     *
     * @param withdrawn how many of those that need a sign-in need it of an organisation
     */
    public static String says(Map<Standing, Long> counts, long withdrawn) {
        long all = counts.values().stream().mapToLong(Long::longValue).sum();
        if (all == 0) {
            return "No mailbox is connected.";
        }
        List<String> sentences = new ArrayList<>();
        long readable = all - Stream.of(Standing.WAITING, Standing.NEEDS_SIGN_IN, Standing.FAILING, Standing.PAUSED)
                .mapToLong(standing -> count(counts, standing)).sum();
        sentences.add(howMany(readable, all) + " being read.");
        add(sentences, count(counts, Standing.NEEDS_SIGN_IN) - withdrawn, "needs its owner to sign in again.",
                "need their owners to sign in again.");
        add(sentences, withdrawn, "needs its organisation to let us in again.",
                "need their organisation to let us in again.");
        add(sentences, count(counts, Standing.FAILING), "cannot be read at the moment.",
                "cannot be read at the moment.");
        add(sentences, count(counts, Standing.MISSING),
                "is being read a second time because its count did not add up.",
                "are being read a second time because their counts did not add up.");
        add(sentences, count(counts, Standing.UNPROVEN), "has not been compared with its server for days.",
                "have not been compared with their servers for days.");
        add(sentences, count(counts, Standing.WAITING), "waits for somebody to say how far back.",
                "wait for somebody to say how far back.");
        add(sentences, count(counts, Standing.PAUSED), "is paused.", "are paused.");
        return String.join(" ", sentences);
    }

    /** "Being read (4,980)". */
    static String choice(Standing standing) {
        return switch (standing) {
            case WAITING -> "Wait for an answer";
            case NEEDS_SIGN_IN -> "Need sign-in";
            case FAILING -> "Cannot be read";
            case MISSING -> "Mail is missing";
            case DELAYED -> "Put off for minutes";
            case UNPROVEN -> "Not compared for days";
            case IMPORTING -> "Reading history";
            case READING -> "Being read";
            case PAUSED -> "Paused";
        };
    }

    private static String howMany(long some, long all) {
        if (some == all) {
            return everyOne(all);
        }
        if (some == 0) {
            return all == 1 ? "It is not" : "None of " + Spelled.of(all) + " is";
        }
        return Spelled.first(some) + " of " + Spelled.of(all) + (some == 1 ? " is" : " are");
    }

    private static String everyOne(long mailboxes) {
        if (mailboxes <= 2) {
            return mailboxes == 1 ? "It is" : "Both are";
        }
        return "All " + Spelled.of(mailboxes) + " are";
    }

    private static long count(Map<Standing, Long> counts, Standing standing) {
        return counts.getOrDefault(standing, 0L);
    }

    private static void add(List<String> sentences, long count, String one, String many) {
        if (count > 0) {
            sentences.add(Spelled.first(count) + " " + (count == 1 ? one : many));
        }
    }
}
