// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.board;

import org.jspecify.annotations.Nullable;

/**
 * One mailbox.
 *
 * @param source "anna@fernbeck.example · IMAP"
 * @param today null while it cannot be read: nobody knows what the server has seen
 * @param progress null when no history is being read
 * @param control {@code pause} or {@code resume}, whichever can be done; empty for somebody who may do neither
 */
public record MailboxView(
        String id, String name, String source, Health health, Proof proof, @Nullable Count today,
        @Nullable Reading progress, String control) {

    /**
     * @param kind {@code ok}, {@code slow}, {@code stop}, {@code busy} or {@code paused}: colour and symbol
     * @param state in words: "Needs sign-in again", "Read every minute", "Reading history, 64 %", "Paused by Ewa Sorel"
     * @param detail what it means: "Since 17 Nov, 22:10. Two deals are blind until then."; may be empty
     */
    public record Health(String kind, String state, String detail) {

        public String icon() {
            return switch (kind) {
                case "ok" -> "check";
                case "stop" -> "plug";
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

    /** @param words "12,480 of 19,500, 210 a second, about 34 seconds left" */
    public record Reading(int percent, String words) {}
}
