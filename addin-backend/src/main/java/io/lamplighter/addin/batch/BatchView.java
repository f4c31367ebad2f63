// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.batch;

import io.lamplighter.addin.board.Spelled;
import java.util.ArrayList;
import java.util.List;

/**
 * The page of a batch.
 *
 * @param says "Two of three are connected. One could not be: see why below."
 * @param waiting whether the page asks again
 * @param rows those that need somebody first; of many, not all
 * @param more what is not shown; empty for nothing
 */
public record BatchView(String id, String says, boolean waiting, int percent, List<Line> rows, String more) {

    private static final int SHOWN = 200;

    public BatchView {
        rows = List.copyOf(rows);
    }

    /** @param kind {@code ok}, {@code stop}, {@code paused} or {@code busy}: colour and symbol, as for mailboxes */
    public record Line(String number, String address, String kind, String icon, String state, String answer,
            String href) {}

    static BatchView of(Standing standing) {
        List<Line> lines = new ArrayList<>();
        for (String state : List.of("wrong", "waiting", "connected", "there")) {
            standing.items().stream().filter(item -> item.state().equals(state)).map(BatchView::line)
                    .forEach(lines::add);
        }
        int done = standing.rows() - standing.waiting();
        int hidden = Math.max(0, lines.size() - SHOWN);
        return new BatchView(Long.toString(standing.id()), says(standing), standing.waiting() > 0,
                standing.rows() == 0 ? 100 : done * 100 / standing.rows(),
                lines.subList(0, Math.min(SHOWN, lines.size())),
                hidden == 0 ? "" : "And " + hidden + " more, which are in the file with the answers.");
    }

    private static Line line(Answered item) {
        String href = item.mailbox().map(id -> "/mailboxes/" + id).orElse("");
        String number = Integer.toString(item.row());
        return switch (item.state()) {
            case "wrong" -> new Line(number, item.address(), "stop", "alert", "Not connected", item.answer(), href);
            case "connected" -> new Line(number, item.address(), "ok", "check", "Connected", item.answer(), href);
            case "there" -> new Line(number, item.address(), "paused", "check", "Already there", item.answer(), href);
            default -> new Line(number, item.address(), "busy", "hour", "Waits its turn", "", href);
        };
    }

    private static String says(Standing standing) {
        List<String> sentences = new ArrayList<>();
        sentences.add(standing.connected() == standing.rows() && standing.rows() > 1
                ? "All " + Spelled.of(standing.rows()) + " are connected."
                : Spelled.first(standing.connected()) + " of " + Spelled.of(standing.rows())
                        + (standing.connected() == 1 ? " is" : " are") + " connected.");
        add(sentences, standing.waiting(), "is being tried or waits.", "are being tried or wait.");
        add(sentences, standing.there(), "was there already.", "were there already.");
        add(sentences, standing.wrong(), "could not be connected: see why and what to do.",
                "could not be connected: see why and what to do.");
        return String.join(" ", sentences);
    }

    private static void add(List<String> sentences, int count, String one, String many) {
        if (count > 0) {
            sentences.add(Spelled.first(count) + " " + (count == 1 ? one : many));
        }
    }
}
