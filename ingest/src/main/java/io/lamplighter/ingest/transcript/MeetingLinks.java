// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.transcript;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The places where one joins a meeting, found in any text and written in one form: {@code zoom:82912345678},
 * {@code teams:19:meeting_…@thread.v2}, {@code meet:abc-defg-hij}, {@code id:82912345678} for a number that stands
 * alone. Two invitations to one meeting differ in passwords and hosts, never in this.
 */
public final class MeetingLinks {
    private static final int LONGEST = 50_000;
    private static final int MOST = 20;

    /** A program's name and how its address goes on; the first group that matched tells the meeting. */
    private record Shape(String program, Pattern pattern) {
        static Shape of(String program, String pattern) {
            return new Shape(program, Pattern.compile(pattern, Pattern.CASE_INSENSITIVE));
        }
    }

    private static final List<Shape> SHAPES = List.of(
            Shape.of("teams",
                    "teams\\.(?:microsoft|live|cloud\\.microsoft)(?:\\.com)?/l/meetup-join/([^/?\\s\"'<>]{10,300})"),
            Shape.of("teams", "teams\\.(?:microsoft|live|cloud\\.microsoft)(?:\\.com)?/meet/(\\d{9,20})"),
            Shape.of("teams", "(19:meeting_[\\w-]{10,120}@thread\\.v2)"),
            Shape.of("zoom", "zoom(?:gov)?\\.(?:us|com|com\\.cn)/(?:j|w|s|wc/join|wc)/(\\d{9,12})"),
            Shape.of("zoom", "zoom(?:gov)?\\.(?:us|com|com\\.cn)/(my/[\\w.-]{1,80})"),
            Shape.of("meet", "meet\\.google\\.com/([a-z]{3}-?[a-z]{4}-?[a-z]{3})(?![a-z])"),
            Shape.of("meet", "(?<![a-z-])([a-z]{3}-[a-z]{4}-[a-z]{3}) \\(20\\d\\d"),
            Shape.of("webex", "webex\\.com/[^\\s\"'<>]{0,80}?MTID=(\\w{8,80})"),
            Shape.of("webex", "(\\w[\\w-]{0,60}\\.webex\\.com/(?:meet|join)/[\\w.-]{1,80})"),
            Shape.of("tencent", "meeting\\.tencent\\.com/(?:dm|p)/([\\w-]{6,40})"),
            Shape.of("feishu", "vc\\.(?:feishu\\.cn|larksuite\\.com)/j/(\\d{9})"),
            Shape.of("goto", "(?:meet\\.goto\\.com|gotomeet\\.me|gotomeeting\\.com/join)/([\\w-]{5,60})"),
            Shape.of("chime", "chime\\.aws/(\\d{10})"), Shape.of("jitsi", "meet\\.jit\\.si/([\\w-]{3,100})"),
            Shape.of("whereby", "whereby\\.com/([\\w-]{3,100})"),
            Shape.of("id", "(?:meeting|webinar|besprechungs|회의|会议|會議|ミーティング|réunion|reunión|riunione)[ -]?"
                    + "(?:id|number|nummer|no\\.?|号|號)\\s?[:：#]?\\s?(\\d[\\d -]{7,22}\\d)"));

    private MeetingLinks() {}

    /** In the order of the programs above; empty where the text has none. Only the first 50,000 characters are read. */
    public static Set<String> in(String text) {
        String start = text.substring(0, Math.min(text.length(), LONGEST));
        String plain = start.indexOf('%') < 0 ? start : decoded(start);
        Set<String> links = new LinkedHashSet<>();
        for (Shape shape : SHAPES) {
            Matcher match = shape.pattern().matcher(plain);
            while (links.size() < MOST && match.find()) {
                links.add(shape.program() + ":" + form(shape.program(), match.group(1)));
            }
        }
        return links;
    }

    private static String form(String program, String found) {
        String lower = found.toLowerCase(Locale.ROOT);
        return switch (program) {
            case "id" -> lower.replaceAll("\\D", "");
            case "meet" -> {
                String letters = lower.replace("-", "");
                yield letters.substring(0, 3) + "-" + letters.substring(3, 7) + "-" + letters.substring(7);
            }
            default -> lower;
        };
    }

    /** The number in a link or an id, which is the same meeting's whatever it stands in; empty where there is none. */
    static String number(String link) {
        String rest = link.substring(link.indexOf(':') + 1);
        return rest.length() >= 9 && rest.chars().allMatch(Character::isDigit) ? rest : "";
    }

    /** Colons, at-signs and slashes of addresses that were put into other addresses, once or twice over. */
    private static String decoded(String text) {
        return text.replaceAll("%25(?=3[aA]|40|2[fF])", "%").replaceAll("(?i)%3a", ":").replace("%40", "@")
                .replaceAll("(?i)%2f", "/");
    }
}
