// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.origin;

import io.lamplighter.ingest.origin.Failure.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** The phrases of {@code refusals.txt}, in its order; its head says how they are written. */
final class RefusalWords {
    /** Phrases that speak for themselves, whatever the status code is. */
    static final List<RefusalWords> CLEAR = new ArrayList<>();
    /** Phrases that count only where the status code says little. */
    static final List<RefusalWords> VAGUE = new ArrayList<>();

    private final Reason reason;
    private final boolean sure;
    private final List<String[]> phrases = new ArrayList<>();

    static {
        load();
    }

    private RefusalWords(Reason reason, boolean sure) {
        this.reason = reason;
        this.sure = sure;
    }

    Reason reason() {
        return reason;
    }

    /** Whether nothing else in the report can turn it down. */
    boolean isSure() {
        return sure;
    }

    /** @param said in lower case, white space folded */
    boolean areIn(String said) {
        for (String[] parts : phrases) {
            if (isIn(said, parts)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isIn(String said, String[] parts) {
        if (parts[0].startsWith("^")) {
            return said.startsWith(parts[0].substring(1));
        }
        int at = 0;
        for (String part : parts) {
            int found = said.indexOf(part, at);
            if (found < 0) {
                return false;
            }
            at = found + part.length();
        }
        return true;
    }

    private static void load() {
        Map<String, Reason> reasons = new HashMap<>();
        for (Reason reason : Reason.values()) {
            reasons.put(reason.word(), reason);
        }
        List<RefusalWords> section = CLEAR;
        for (String line : lines()) {
            if (line.startsWith("= ")) {
                boolean sure = line.endsWith("!");
                String word = line.substring(2, line.length() - (sure ? 1 : 0));
                section.add(new RefusalWords(Objects.requireNonNull(reasons.get(word), word), sure));
            } else if (line.equals("-- status")) {
                section = VAGUE;
            } else if (!line.isBlank() && !line.startsWith("#")) {
                section.getLast().phrases.add(line.toLowerCase(Locale.ROOT).split(" \\.\\.\\. "));
            }
        }
    }

    private static List<String> lines() {
        try (InputStream in = RefusalWords.class.getResourceAsStream("refusals.txt")) {
            return new String(Objects.requireNonNull(in, "refusals.txt").readAllBytes(), StandardCharsets.UTF_8).lines()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
