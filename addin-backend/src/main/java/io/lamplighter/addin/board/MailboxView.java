// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.board;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One mailbox.
 *
 * @param source "anna@fernbeck.example · IMAP"
 * @param progress null when no history is being read
 * @param facts push, backlog, next attempt and delay, in this order
 * @param control {@code pause} or {@code resume}, whichever can be done; empty for somebody who may do neither
 */
public record MailboxView(
        String id, String name, String source, Health health, Delay delay, Proof proof, Seen seen,
        @Nullable Reading progress, List<Fact> facts, String control) {

    public MailboxView {
        facts = List.copyOf(facts);
    }

    /**
     * @param kind {@code ok}, {@code missing}, {@code slow}, {@code unproven}, {@code stop}, {@code busy}, {@code waits} or
     *     {@code paused}: colour and symbol
     * @param state in words: "Needs sign-in again", "Read every minute", "Reading history, 64 %", "Paused by Ewa Sorel"
     * @param detail what it means: "Since 17 Nov, 22:10. Two deals are blind until then."; may be empty
     */
    public record Health(String kind, String state, String detail) {

        public String icon() {
            return switch (kind) {
                case "ok" -> "check";
                case "stop" -> "plug";
                case "missing" -> "again";
                case "unproven" -> "alert";
                case "busy" -> "in";
                case "paused" -> "pause";
                default -> "hour";
            };
        }
    }

    /**
     * The last time the server answered.
     *
     * @param when "38 seconds ago"; "never" before the first
     * @param how "asked, nothing new", "mail captured"
     */
    public record Proof(String when, String how) {}

    /**
     * From the arrival of mail to its being recorded.
     *
     * @param typical "6 s"; a dash where no mail came
     * @param most "95 % within 24 s"
     */
    public record Delay(String typical, String most) {}

    /**
     * @param today "71 today"; "not known" while it cannot be read
     * @param verdict "nothing missing", "2 missing", "not compared yet"
     * @param wrong whether something is missing
     * @param when "30 days, compared 2 hours ago"; may be empty
     */
    public record Seen(String today, String verdict, boolean wrong, String when) {}

    /**
     * One thing that is known: "Push", "Works, promised until 24 Nov, 10:12", "Heard of last 3 minutes ago."
     *
     * @param meaning what follows from it; may be empty
     */
    public record Fact(String name, String value, String meaning) {}

    /** @param words "12,480 of 19,500, 210 a second, about 34 seconds left" */
    public record Reading(int percent, String words) {}
}
