// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.calendar;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where to join a meeting online. */
final class Links {
    private static final int LONGEST_TEXT = 100_000;
    private static final int LONGEST_LINK = 2_000;
    private static final Pattern URL = Pattern.compile("https?://[^\\s<>\"'\\\\^`{|}\\u3000-\\u303F\\uFF00-\\uFFEF]+",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern WRAPPED = Pattern.compile("[?&](?:url|q|u)=(https?[^&]+)", Pattern.CASE_INSENSITIVE);
    /** Host, or host and beginning of the path, of the services that meetings are held on. */
    private static final List<String> SERVICES = List.of("teams.microsoft.com/l/meetup-join",
            "teams.microsoft.com/meet", "teams.microsoft.com/v2", "teams.live.com/meet", "gov.teams.microsoft.us",
            "dod.teams.microsoft.us", "teams.microsoftonline.cn", "meet.google.com/", "zoom.us/j/", "zoom.us/s/",
            "zoom.us/my/", "zoom.us/w/", "zoom.us/wc/", "zoom.us/meeting/", "zoom.com/j/", "zoom.com.cn/j/",
            "zoomgov.com/j/", "webex.com/", "gotomeeting.com/", "gotomeet.me/", "meet.goto.com/", "gotomeet.at/",
            "join.skype.com/", "meet.lync.com/", "bluejeans.com/", "whereby.com/", "meet.jit.si/", "8x8.vc/",
            "chime.aws/", "meetings.ringcentral.com/", "v.ringcentral.com/", "meetings.vonage.com/",
            "meeting.tencent.com/", "voovmeeting.com/", "meeting.dingtalk.com/", "vc.feishu.cn/", "vc.larksuite.com/",
            "meetings.lifesizecloud.com/", "global.gotomeeting.com/", "join.me/", "meetings.hubspot.com/join",
            "facetime.apple.com/join", "meet.zoho.", "meetings.dialpad.com/", "telemost.yandex.ru/", "zoomgov.com/s/",
            "livestorm.co/", "demodesk.com/", "app.slack.com/huddle", "discord.gg/");

    private Links() {}

    static String of(Component event, String location, String description) {
        return conference(event)
                .orElseGet(() -> firstKnown(List.of(event.value("X-GOOGLE-CONFERENCE"),
                        event.value("X-MICROSOFT-SKYPETEAMSMEETINGURL"),
                        event.value("X-MICROSOFT-ONLINEMEETINGEXTERNALLINK"),
                        event.value("X-MICROSOFT-ONLINEMEETINGCONFLINK")), event, location, description));
    }

    /** RFC 7986 §5.11; video before what else can be joined, a telephone is no link. */
    private static Optional<String> conference(Component event) {
        List<Property> all = event.all("CONFERENCE").stream().filter(p -> isWeb(p.value().strip())).toList();
        return all.stream().filter(p -> p.parameter("FEATURE").toUpperCase(Locale.ROOT).contains("VIDEO")).findFirst()
                .or(() -> all.stream().findFirst()).map(p -> p.value().strip());
    }

    private static String firstKnown(List<String> dedicated, Component event, String location, String description) {
        for (String link : dedicated) {
            if (isWeb(link)) {
                return link;
            }
        }
        for (String text : List.of(location, event.value("URL"), description, event.text("X-ALT-DESC"))) {
            String link = inText(text);
            if (!link.isEmpty()) {
                return link;
            }
        }
        return "";
    }

    private static boolean isWeb(String link) {
        return link.length() < LONGEST_LINK && link.regionMatches(true, 0, "http", 0, 4) && link.contains("://");
    }

    /** The first link to a known service; unwrapped where a mail filter or Google wraps it. */
    static String inText(String text) {
        Matcher matcher = URL.matcher(text.substring(0, Math.min(text.length(), LONGEST_TEXT)));
        while (matcher.find()) {
            String link = trimmed(matcher.group());
            if (link.length() > LONGEST_LINK) {
                continue;
            }
            if (isService(link)) {
                return link;
            }
            Matcher wrapped = WRAPPED.matcher(link);
            if (wrapped.find()) {
                String inner = decoded(wrapped.group(1));
                if (isService(inner)) {
                    return inner;
                }
            }
        }
        return "";
    }

    private static String trimmed(String link) {
        String plain = link.replace("&amp;", "&");
        int end = plain.length();
        while (end > 0 && ".,;:!?)]*_".indexOf(plain.charAt(end - 1)) >= 0) {
            end--;
        }
        return plain.substring(0, end);
    }

    private static String decoded(String text) {
        try {
            return trimmed(URLDecoder.decode(text, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private static boolean isService(String link) {
        int begin = link.indexOf("://") + 3;
        String rest = link.substring(begin).toLowerCase(Locale.ROOT);
        int slash = rest.indexOf('/');
        for (String service : SERVICES) {
            int at = rest.indexOf(service);
            // At the beginning, or behind a subdomain: acme.zoom.us/j/1.
            if (at == 0 || at > 0 && rest.charAt(at - 1) == '.' && (slash < 0 || at < slash)) {
                return rest.length() > at + service.length() || !service.endsWith("/");
            }
        }
        return false;
    }
}
