// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.calendar;

import io.lamplighter.ingest.calendar.Attendee.Answer;
import io.lamplighter.ingest.calendar.Attendee.Kind;
import io.lamplighter.ingest.calendar.Attendee.Role;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Organiser and attendees of a component. */
final class People {
    private static final int MOST_ATTENDEES = 2_000;
    private static final int LONGEST_ADDRESS = 1_000;

    private People() {}

    static Optional<Organiser> organiser(Component event) {
        return event.property("ORGANIZER").map(p -> new Organiser(address(p), name(p)))
                .filter(o -> !o.address().isEmpty() || !o.name().isEmpty());
    }

    /** Everybody once; of two lines for one address the one that holds an answer counts. */
    static List<Attendee> attendees(Component event) {
        Map<String, Attendee> all = new LinkedHashMap<>();
        event.all("ATTENDEE").stream().limit(MOST_ATTENDEES).map(People::attendee)
                .filter(a -> !a.address().isEmpty() || !a.name().isEmpty())
                .forEach(a -> all.merge(a.address().isEmpty() ? " " + a.name() : a.key(), a,
                        (one, other) -> one.answer() == Answer.NONE ? other : one));
        return List.copyOf(all.values());
    }

    private static Attendee attendee(Property property) {
        String address = address(property);
        return new Attendee(address, name(property), role(property), kind(property, address), answer(property));
    }

    private static Role role(Property property) {
        return switch (property.parameter("ROLE").toUpperCase(Locale.ROOT)) {
            case "CHAIR", "OWNER", "ORGANIZER" -> Role.CHAIR;
            case "OPT-PARTICIPANT" -> Role.OPTIONAL;
            case "NON-PARTICIPANT" -> Role.INFORMED;
            default -> Role.REQUIRED;
        };
    }

    private static Kind kind(Property property, String address) {
        if (address.toLowerCase(Locale.ROOT).endsWith("@resource.calendar.google.com")) {
            return Kind.ROOM;
        }
        return switch (property.parameter("CUTYPE").toUpperCase(Locale.ROOT)) {
            case "ROOM" -> Kind.ROOM;
            case "RESOURCE" -> Kind.RESOURCE;
            case "GROUP" -> Kind.GROUP;
            default -> Kind.PERSON;
        };
    }

    private static Answer answer(Property property) {
        String given = property.parameter("PARTSTAT");
        // vCalendar 1.0 has STATUS in its place.
        String answer = (given.isEmpty() ? property.parameter("STATUS") : given).toUpperCase(Locale.ROOT);
        return switch (answer) {
            case "ACCEPTED", "CONFIRMED", "COMPLETED", "IN-PROCESS" -> Answer.ACCEPTED;
            case "DECLINED" -> Answer.DECLINED;
            case "TENTATIVE" -> Answer.TENTATIVE;
            case "DELEGATED" -> Answer.DELEGATED;
            default -> Answer.NONE;
        };
    }

    private static String name(Property property) {
        String name = property.parameterText("CN");
        return name.regionMatches(true, 0, "mailto:", 0, 7) ? name.substring(7) : name;
    }

    /** Exchange may name a mailbox by its directory path, iCloud by a URN; EMAIL (RFC 7986) then says the address. */
    private static String address(Property property) {
        String written = written(property.value());
        if (written.indexOf('@') > 0) {
            return written.equalsIgnoreCase("invalid@invalid") ? "" : written;
        }
        for (String parameter : List.of("EMAIL", "X-CALENDARSERVER-EMAIL")) {
            String address = written(property.parameterText(parameter));
            if (address.indexOf('@') > 0) {
                return address;
            }
        }
        String name = written(property.parameterText("CN"));
        return name.indexOf('@') > 0 && name.indexOf(' ') < 0 ? name : "";
    }

    private static String written(String value) {
        if (value.length() > LONGEST_ADDRESS) {
            return "";
        }
        String lower = value.toLowerCase(Locale.ROOT);
        int scheme = lower.lastIndexOf("mailto:");
        String address = scheme < 0 ? value : value.substring(scheme + 7);
        int query = address.indexOf('?');
        address = query < 0 ? address : address.substring(0, query);
        address = address.replaceAll("[<>\"'\\s]", "");
        return address.indexOf('%') >= 0 && scheme >= 0 ? decoded(address) : address;
    }

    private static String decoded(String address) {
        try {
            return URLDecoder.decode(address.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return address;
        }
    }
}
