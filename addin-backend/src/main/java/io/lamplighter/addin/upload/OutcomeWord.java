// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.upload;

import io.lamplighter.ingest.MeetingOutcome;
import java.util.Arrays;
import java.util.Optional;

/** What may have come of a meeting, as forms and programs name it. */
public enum OutcomeWord {
    NEXT_STEP("next-step", "Next step agreed", MeetingOutcome.Kind.NEXT_STEP),
    NO_SHOW("no-show", "No-show", MeetingOutcome.Kind.NO_SHOW),
    RESCHEDULED("rescheduled", "Rescheduled", MeetingOutcome.Kind.RESCHEDULED),
    CANCELLED("cancelled", "Cancelled", MeetingOutcome.Kind.CANCELLED),
    OTHER("other", "Something else", MeetingOutcome.Kind.OTHER);

    private static final int LONGEST = 500;

    private final String key;
    private final String label;
    private final MeetingOutcome.Kind kind;

    OutcomeWord(String key, String label, MeetingOutcome.Kind kind) {
        this.key = key;
        this.label = label;
        this.kind = kind;
    }

    public static OutcomeWord of(MeetingOutcome.Kind kind) {
        return Arrays.stream(values()).filter(word -> word.kind == kind).findFirst().orElse(OTHER);
    }

    /**
     * @param key empty for nothing chosen: then words alone are an outcome of their own
     * @throws IllegalArgumentException if the key is none of ours
     */
    public static Optional<MeetingOutcome> read(String key, String words) {
        String said = words.strip().replaceAll("\\s+", " ");
        String text = said.substring(0, Math.min(said.length(), LONGEST));
        if (key.isBlank()) {
            return text.isEmpty() ? Optional.empty() : Optional.of(new MeetingOutcome(MeetingOutcome.Kind.OTHER, text));
        }
        return Optional.of(Arrays.stream(values()).filter(word -> word.key.equals(key.strip())).findFirst()
                .map(word -> new MeetingOutcome(word.kind, text))
                .orElseThrow(() -> new IllegalArgumentException("an outcome is next-step, no-show, rescheduled, "
                        + "cancelled or other")));
    }

    public String key() {
        return key;
    }

    public String label() {
        return label;
    }
}
