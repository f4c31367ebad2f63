// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.calendar;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The names that Windows gives to time zones, by CLDR. */
final class WindowsZones {
    private static final Map<String, String> IANA = load();

    private WindowsZones() {}

    /** @param name of any case */
    static @Nullable String iana(String name) {
        return IANA.get(name.strip().toLowerCase(Locale.ROOT));
    }

    private static Map<String, String> load() {
        try (InputStream data = Objects.requireNonNull(WindowsZones.class.getResourceAsStream("windows-zones.tsv"))) {
            Map<String, String> names = new HashMap<>();
            for (String line : new String(data.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
                int tab = line.indexOf('\t');
                if (tab > 0 && !line.startsWith("#")) {
                    names.put(line.substring(0, tab).toLowerCase(Locale.ROOT), line.substring(tab + 1).strip());
                }
            }
            return Map.copyOf(names);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
