// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.origin;

import io.lamplighter.ingest.origin.Failure.Reason;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Numbers that providers print behind a refusal and explain on a page. They say more than the words before them, which
 * are often "sender rejected" for anything.
 */
final class ProviderCodes {
    /** Orange and La Poste: OFR_416, LPN105_104. */
    private static final Pattern ORANGE = Pattern.compile("\\b(?:lpn|ofr|ouk)\\d{0,3}[_-]?(\\d{3})\\b");
    /** Cox and Spectrum: AUP#CXBL, AUP#In-1310. */
    private static final Pattern CLOUDFILTER = Pattern
            .compile("aup#(?:[a-z]{1,4}-?)?(cx[a-z]{2,5}|cdrbl|ipbl|urlbl|\\d{4})");
    /** GoDaddy: IB607. */
    private static final Pattern GODADDY = Pattern.compile("\\bib(\\d{3})\\b");
    /** The page of i.ua on which the refusal is explained. */
    private static final Pattern IUA = Pattern.compile("\\.i\\.ua/err/(\\d{1,2})");

    private static final Map<String, Reason> ORANGE_CODES = Map.ofEntries(Map.entry("102", Reason.BLOCKED),
            Map.entry("103", Reason.BLOCKED), Map.entry("104", Reason.TOO_MANY_CONN),
            Map.entry("108", Reason.UNDEFINED),
            Map.entry("109", Reason.UNDEFINED), Map.entry("201", Reason.UNDEFINED),
            Map.entry("305", Reason.SECURITY_ERROR), Map.entry("401", Reason.AUTH_FAILURE),
            Map.entry("402", Reason.SECURITY_ERROR), Map.entry("403", Reason.REJECTED),
            Map.entry("405", Reason.REJECTED),
            Map.entry("415", Reason.REJECTED), Map.entry("416", Reason.USER_UNKNOWN),
            Map.entry("417", Reason.MAILBOX_FULL), Map.entry("418", Reason.USER_UNKNOWN),
            Map.entry("420", Reason.SUSPEND), Map.entry("421", Reason.REJECTED), Map.entry("423", Reason.UNDEFINED),
            Map.entry("424", Reason.UNDEFINED), Map.entry("426", Reason.SUSPEND), Map.entry("505", Reason.SYSTEM_ERROR),
            Map.entry("506", Reason.SPAM_DETECTED), Map.entry("510", Reason.BLOCKED),
            Map.entry("513", Reason.UNDEFINED), Map.entry("514", Reason.MESG_TOO_BIG),
            Map.entry("515", Reason.SPAM_DETECTED), Map.entry("999", Reason.BLOCKED));
    private static final Map<String, Reason> GODADDY_CODES = Map.ofEntries(Map.entry("007", Reason.TOO_MANY_CONN),
            Map.entry("101", Reason.SPEEDING), Map.entry("103", Reason.BAD_REPUTATION),
            Map.entry("104", Reason.BLOCKED), Map.entry("105", Reason.BLOCKED), Map.entry("106", Reason.BLOCKED),
            Map.entry("108", Reason.REQUIRE_PTR), Map.entry("110", Reason.BLOCKED), Map.entry("111", Reason.BLOCKED),
            Map.entry("112", Reason.BLOCKED), Map.entry("113", Reason.BLOCKED), Map.entry("212", Reason.SPAM_DETECTED),
            Map.entry("401", Reason.SECURITY_ERROR), Map.entry("501", Reason.NOT_COMPLIANT_RFC),
            Map.entry("502", Reason.NOT_COMPLIANT_RFC), Map.entry("504", Reason.SPEEDING),
            Map.entry("506", Reason.REJECTED), Map.entry("508", Reason.AUTH_FAILURE), Map.entry("510", Reason.SPEEDING),
            Map.entry("605", Reason.TOO_MANY_CONN), Map.entry("607", Reason.SPEEDING),
            Map.entry("705", Reason.VIRUS_DETECTED));
    private static final Map<String, Reason> COX_CODES = Map.of("cxbl", Reason.BLOCKED, "cxdns", Reason.REQUIRE_PTR,
            "cxsndr", Reason.AUTH_FAILURE, "cxsmtp", Reason.REJECTED, "cxcnct", Reason.TOO_MANY_CONN, "cxmxrt",
            Reason.TOO_MANY_CONN, "cdrbl", Reason.BLOCKED, "cxmj", Reason.SECURITY_ERROR, "cxthrt",
            Reason.SECURITY_ERROR);
    private static final Map<String, Reason> IUA_CODES = Map.of("1", Reason.NO_RELAYING, "2", Reason.USER_UNKNOWN, "3",
            Reason.SUSPEND, "4", Reason.MAILBOX_FULL, "5", Reason.TOO_MANY_CONN, "6", Reason.NO_RELAYING, "7",
            Reason.BLOCKED, "8", Reason.REJECTED, "9", Reason.BLOCKED, "10", Reason.FILTERED);

    private ProviderCodes() {}

    /** @param said in lower case */
    static @Nullable Reason reason(String said) {
        Reason reason = find(ORANGE, said, ORANGE_CODES);
        if (reason == null) {
            reason = find(GODADDY, said, GODADDY_CODES);
        }
        if (reason == null) {
            reason = find(IUA, said, IUA_CODES);
        }
        return reason == null ? cloudfilter(said) : reason;
    }

    private static @Nullable Reason find(Pattern pattern, String said, Map<String, Reason> codes) {
        Matcher code = pattern.matcher(said);
        return code.find() ? codes.get(code.group(1).toLowerCase(Locale.ROOT)) : null;
    }

    private static @Nullable Reason cloudfilter(String said) {
        Matcher found = CLOUDFILTER.matcher(said);
        if (!found.find()) {
            return null;
        }
        String code = found.group(1);
        return switch (code) {
            case "ipbl" -> Reason.BLOCKED;
            case "urlbl" -> Reason.SPAM_DETECTED;
            default -> Character.isDigit(code.charAt(0)) ? spectrum(Integer.parseInt(code)) : COX_CODES.get(code);
        };
    }

    private static @Nullable Reason spectrum(int code) {
        return switch (code / 10) {
            case 100, 120, 121, 122, 123, 124, 125 -> Reason.BLOCKED;
            case 101, 102, 103, 104, 105, 106, 107, 108, 150, 152 -> Reason.REJECTED;
            case 109 -> Reason.SYSTEM_ERROR;
            case 110, 111, 112, 113, 114, 115 -> Reason.REQUIRE_PTR;
            case 116, 117, 118, 119, 156 -> Reason.POLICY_VIOLATION;
            case 126 -> Reason.NETWORK_ERROR;
            case 130, 131, 132, 133, 134 -> Reason.TOO_MANY_CONN;
            case 135, 136, 137, 138, 139, 140, 141, 142, 143, 144, 145, 146, 147, 148, 149, 154, 155, 158 ->
                Reason.SPEEDING;
            case 153 -> Reason.MESG_TOO_BIG;
            default -> null;
        };
    }
}
