// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.calendar;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the names mean that calendars give to time zones without defining them. */
public final class ZoneNames {
    private static final int LONGEST = 200;
    /** {@code (UTC+01:00) Amsterdam, Berlin, Bern}, {@code GMT+0100}, {@code UTC-5}. */
    private static final Pattern OFFSET = Pattern
            .compile("^\\(?(?:UTC|GMT)\\s*([+-]\\d\\d?(?::?\\d\\d)?)?\\)?(.*)$", Pattern.CASE_INSENSITIVE);
    private static final Map<String, String> IANA = new HashMap<>();
    private static final Map<String, String> CITIES = new HashMap<>();

    static {
        for (String id : ZoneId.getAvailableZoneIds()) {
            if (!id.startsWith("SystemV/")) {
                String key = id.toLowerCase(Locale.ROOT);
                IANA.put(key, id);
                int slash = key.lastIndexOf('/');
                if (slash > 0 && !key.startsWith("etc/")) {
                    CITIES.put(key.substring(slash + 1).replace('_', ' '), id);
                }
            }
        }
    }

    private ZoneNames() {}

    /** A name of IANA's or Windows' own, exactly. */
    public static Optional<ZoneId> exact(String name) {
        String stripped = name.strip();
        String iana = IANA.get(stripped.toLowerCase(Locale.ROOT));
        return zone(iana == null ? WindowsZones.iana(stripped) : iana);
    }

    /** Whatever else can be made of a name: paths, versions, offsets, the names Outlook shows, abbreviations. */
    public static Optional<ZoneId> loose(String name) {
        String stripped = name.strip();
        if (stripped.isEmpty() || stripped.length() > LONGEST) {
            return Optional.empty();
        }
        return suffix(stripped).or(() -> displayed(stripped)).or(() -> numbered(stripped))
                .or(() -> zone(ZoneId.SHORT_IDS.get(stripped.toUpperCase(Locale.ROOT))))
                .or(() -> Optional.ofNullable(CITIES.get(stripped.toLowerCase(Locale.ROOT).replace('_', ' ')))
                        .flatMap(ZoneNames::zone));
    }

    /** {@code /freeassociation.sourceforge.net/Europe/Berlin}, {@code tzone://Microsoft/Utc}, {@code posix/…}. */
    private static Optional<ZoneId> suffix(String name) {
        for (int slash = name.indexOf('/'); slash >= 0; slash = name.indexOf('/', slash + 1)) {
            Optional<ZoneId> zone = exact(name.substring(slash + 1));
            if (zone.isPresent()) {
                return zone;
            }
        }
        int underscore = name.indexOf('_');
        return underscore > 0 && name.indexOf('/') > underscore
                ? exact(name.substring(underscore + 1))
                : Optional.empty();
    }

    /** {@code Europe/Berlin 1}, {@code Europe-Berlin}, {@code US-Eastern}. */
    private static Optional<ZoneId> numbered(String name) {
        return exact(name.replaceFirst("[ _-]?\\d{1,2}$", "")).or(() -> exact(name.replaceFirst("-", "/")));
    }

    private static Optional<ZoneId> displayed(String name) {
        Matcher matcher = OFFSET.matcher(name);
        boolean offset = matcher.matches();
        String rest = offset ? String.valueOf(matcher.group(2)) : name;
        String general = rest.replaceFirst("\\s*\\((?:US|Canada|U\\.S\\.).*$", "");
        for (String place : (general + "," + rest).split("[,;/]")) {
            String wanted = place.strip().toLowerCase(Locale.ROOT);
            @Nullable
            String iana = wanted.length() < 3 ? null : CITIES.getOrDefault(wanted, WindowsZones.iana(wanted));
            if (iana != null) {
                return zone(iana);
            }
        }
        if (!offset) {
            return Optional.empty();
        }
        OptionalInt seconds = matcher.group(1) == null
                ? rest.isBlank() ? OptionalInt.of(0) : OptionalInt.empty()
                : Offsets.seconds(String.valueOf(matcher.group(1)));
        return seconds.isPresent() ? Optional.of(ZoneOffset.ofTotalSeconds(seconds.getAsInt())) : Optional.empty();
    }

    private static Optional<ZoneId> zone(@Nullable String iana) {
        return iana == null || !ZoneId.getAvailableZoneIds().contains(iana) && !iana.startsWith("+")
                && !iana.startsWith("-") ? Optional.empty() : Optional.of(ZoneId.of(iana));
    }
}
