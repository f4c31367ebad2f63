// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.board;

import io.lamplighter.crm.opportunity.Deals;
import io.lamplighter.crm.warning.OpenDeal;
import java.time.Instant;
import java.util.List;

/** Says through which mailboxes a deal is known, and whose silence it therefore is. */
final class Readers {

    private final Words words;
    private final Instant now;

    Readers(Words words, Instant now) {
        this.words = words;
        this.now = now;
    }

    String howWeKnow(List<Deals.Reader> readers, OpenDeal deal) {
        if (readers.isEmpty()) {
            return "No mailbox is read that would tell about this deal: " + deal.ownerName() + " has none connected.";
        }
        String list = Words.list(readers.stream().map(this::reader).toList());
        String read = "Read from " + Spelled.count(readers.size(), "mailbox", "mailboxes") + ": " + list + ".";
        return read + " " + meaning(readers, deal);
    }

    private String reader(Deals.Reader reader) {
        return reader.owner() + " (" + reader.failingSince()
                .map(since -> "not readable since " + words.dateTime(since, now))
                .or(() -> reader.lastSuccessAt().map(at -> words.ago(at, now))).orElse("not read to its end yet") + ")";
    }

    private static String meaning(List<Deals.Reader> readers, OpenDeal deal) {
        if (Clocks.state(deal) == ClockState.BLIND) {
            return "We may have missed something, so the silence may be ours.";
        }
        boolean answers = readers.stream().allMatch(reader -> reader.failingSince().isEmpty());
        if (!answers) {
            return "The others answer.";
        }
        return (readers.size() == 1 ? "It answers" : "All of them answer") + ", so a silence is the buyer’s.";
    }
}
