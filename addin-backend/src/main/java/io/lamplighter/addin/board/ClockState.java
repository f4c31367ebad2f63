// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.board;

import java.util.Locale;

/** What the clock of a deal says, in the order in which a board lists it. */
public enum ClockState {
    DARK("Dark", "stop", "Silent for longer than the pipeline allows."),
    HEADING("Heading dark", "hour", "Two thirds of the threshold gone."),
    BLIND("Blind", "blind", "The silence may be ours: we could not read the mailbox."),
    BRIGHT("Bright", "check", "The buyer is talking. Bad news first.");

    private final String label;
    private final String icon;
    private final String sentence;

    ClockState(String label, String icon, String sentence) {
        this.label = label;
        this.icon = icon;
        this.sentence = sentence;
    }

    /** In a query and in a class name: {@code dark}, {@code heading}, {@code blind}, {@code bright}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    public String label() {
        return label;
    }

    public String icon() {
        return icon;
    }

    public String sentence() {
        return sentence;
    }

    public Chip chip() {
        return new Chip(key(), icon, label);
    }
}
