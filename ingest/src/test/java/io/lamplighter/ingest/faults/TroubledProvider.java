// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.faults;

import io.lamplighter.ingest.MailboxId;
import io.lamplighter.ingest.mailbox.MailboxConnector;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** A provider with one mailbox or calendar on it, in which things happen, and which can be brought into trouble. */
public interface TroubledProvider extends AutoCloseable {

    MailboxId ANNA = new MailboxId(1);

    MailboxConnector connector();

    /** What begins the names of sources that are counted here: {@code mail/} or {@code events/}; empty for all. */
    String prefix();

    /** How much is there before anything goes wrong; more than a page. */
    int history();

    /** Something old is put there. */
    void holds(String name, Duration age);

    /** Something new arrives. */
    void arrives(String name);

    /** It is deleted for good. */
    void goes(String name);

    /** It is moved: to another folder, or to another time. */
    void moves(String name);

    /** Begins, or begins again. What happens once happens now. */
    void begins(BadDay day);

    /** It is over, and whoever has to act has acted. */
    void ends();

    /** How many answers about what is read here were not what they should have been; proves that a script did something. */
    int bites();

    /** Subscribes to calls for what happens. */
    void subscribes();

    /** How often we were called since a bad day began, once all calls that are due have been made. */
    int called();

    /** What should be stored, by name as a ledger knows it; a meeting with its time. */
    List<String> there();

    /** How much the provider itself counts on each day, asked as an auditor would, not as the connector reads. */
    Map<LocalDate, Integer> counted();

    /** Time passes, for both sides. */
    void passes(Duration time);

    /** Which of the provider's limits were exceeded, in words; empty where none. */
    List<String> beyondLimits();

    @Override
    void close();
}
