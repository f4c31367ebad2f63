// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.mailbox;

import java.util.Optional;
import java.util.stream.Stream;

/** How a mailbox stands, in the order in which somebody should look at it. The order is stored in no row, only computed. */
public enum Standing {

    /** Connected, and nobody has said yet how far back to read. */
    WAITING("waiting"),
    /** A person has to sign in. */
    NEEDS_SIGN_IN("needs sign-in"),
    /** It cannot be read, for long enough to make deals blind; it is tried again by itself. */
    FAILING("failing"),
    /** At the last comparison its provider had what we have not; that is asked for every hour. */
    MISSING("missing mail"),
    /** It was put off for minutes. */
    DELAYED("delayed"),
    /** It is read, and nobody has compared it with its provider for days. */
    UNPROVEN("not compared"),
    /** Its history is being read. */
    IMPORTING("importing"),
    /** All of it was read, and what comes is. */
    READING("reading"),
    /** Somebody stopped it for the time being. */
    PAUSED("paused");

    // What follows is the same as in MailboxState, which is for one that was read already.
    static final String FAILING_FOR_LONG = """
            (m.failing_since is not null
                      and (m.last_run_at >= m.failing_since + interval '5 minutes' or m.next_attempt_at is null
                           or m.next_attempt_at >= m.failing_since + interval '5 minutes'))""";

    static final String SQL = """
            case when m.waiting then 0 when m.paused then 8 when m.needs_sign_in then 1
                 when %s then 2
                 when m.reconciled_at is not null and m.compared_missing > 0 then 3
                 when m.failing_since is not null then 4
                 when coalesce(m.reconciled_at, m.history_complete_at) <= :now::timestamptz - interval '48 hours' then 5
                 when m.history_complete_at is null then 6 else 7 end
            """
            .formatted(FAILING_FOR_LONG);

    private final String word;

    Standing(String word) {
        this.word = word;
    }

    /** The one that {@link #word} gives. */
    public static Optional<Standing> of(String word) {
        return Stream.of(values()).filter(one -> one.word.equals(word)).findFirst();
    }

    /** As the API names it. */
    public String word() {
        return word;
    }
}
