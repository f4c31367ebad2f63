// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.origin;

import io.lamplighter.ingest.origin.Failure.Reason;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What enhanced status codes stand for: RFC 3463 §3 and its registry (RFC 5248), and Microsoft's own details of three
 * digits, which no RFC uses.
 */
final class StatusCodes {
    /** Without the class digit; where 4 and 5 differ, the switch below knows. */
    private static final Map<String, Reason> DETAILS = Map.ofEntries(Map.entry("1.4", Reason.FILTERED),
            Map.entry("1.6", Reason.HAS_MOVED), Map.entry("1.7", Reason.REJECTED), Map.entry("1.8", Reason.REJECTED),
            Map.entry("1.9", Reason.SYSTEM_ERROR), Map.entry("1.90", Reason.SPEEDING),
            Map.entry("2.2", Reason.MAILBOX_FULL), Map.entry("2.3", Reason.EXCEED_LIMIT),
            Map.entry("2.4", Reason.FILTERED), Map.entry("2.121", Reason.SPEEDING),
            Map.entry("2.122", Reason.SPEEDING), Map.entry("3.1", Reason.SYSTEM_FULL),
            Map.entry("3.2", Reason.NOT_ACCEPT), Map.entry("3.3", Reason.SYSTEM_ERROR),
            Map.entry("3.4", Reason.MESG_TOO_BIG), Map.entry("3.5", Reason.SYSTEM_ERROR),
            Map.entry("3.190", Reason.SYSTEM_ERROR), Map.entry("4.2", Reason.NETWORK_ERROR),
            Map.entry("4.3", Reason.SYSTEM_ERROR), Map.entry("4.5", Reason.SYSTEM_FULL),
            Map.entry("4.6", Reason.NETWORK_ERROR), Map.entry("4.7", Reason.EXPIRED),
            Map.entry("4.8", Reason.NETWORK_ERROR), Map.entry("4.14", Reason.NETWORK_ERROR),
            Map.entry("4.300", Reason.EXPIRED), Map.entry("4.310", Reason.HOST_UNKNOWN),
            Map.entry("4.312", Reason.NETWORK_ERROR), Map.entry("4.316", Reason.NETWORK_ERROR),
            Map.entry("4.317", Reason.SECURITY_ERROR), Map.entry("4.318", Reason.SYSTEM_ERROR),
            Map.entry("5.2", Reason.SYNTAX_ERROR), Map.entry("5.4", Reason.SYSTEM_ERROR),
            Map.entry("5.5", Reason.SYSTEM_ERROR), Map.entry("5.6", Reason.SYNTAX_ERROR),
            Map.entry("7.13", Reason.SUSPEND), Map.entry("7.16", Reason.MESG_TOO_BIG),
            Map.entry("7.17", Reason.HAS_MOVED), Map.entry("7.18", Reason.HAS_MOVED),
            Map.entry("7.25", Reason.REQUIRE_PTR), Map.entry("7.64", Reason.NO_RELAYING),
            Map.entry("0.350", Reason.POLICY_VIOLATION), Map.entry("1.351", Reason.USER_UNKNOWN));

    private StatusCodes() {}

    /** @param status empty where there is none */
    static @Nullable Reason reason(String status) {
        if (status.length() < 5) {
            return null;
        }
        boolean permanent = status.charAt(0) == '5';
        String detail = status.substring(2);
        Reason known = DETAILS.get(detail);
        return known != null ? known : switch (detail) {
            case "1.0", "1.1", "1.3" -> permanent ? Reason.USER_UNKNOWN : null;
            case "1.2" -> permanent ? Reason.HOST_UNKNOWN : null;
            case "1.10" -> permanent ? Reason.NOT_ACCEPT : null;
            case "2.0" -> permanent ? Reason.FILTERED : null;
            case "2.1" -> permanent ? Reason.FILTERED : Reason.SUSPEND;
            case "3.0" -> permanent ? Reason.SYSTEM_ERROR : null;
            case "4.0" -> permanent ? Reason.NETWORK_ERROR : null;
            case "4.1" -> permanent ? null : Reason.EXPIRED;
            case "4.4" -> permanent ? Reason.HOST_UNKNOWN : Reason.NETWORK_ERROR;
            case "5.3" -> permanent ? Reason.TOO_MANY_CONN : Reason.SYSTEM_ERROR;
            case "7.0" -> permanent ? Reason.SECURITY_ERROR : null;
            case "7.1", "7.2" -> permanent ? Reason.SECURITY_ERROR : Reason.BLOCKED;
            default -> detail.startsWith("6.")
                    ? Reason.CONTENT_ERROR
                    : detail.startsWith("7.") ? security(number(detail), permanent) : null;
        };
    }

    private static int number(String detail) {
        return Integer.parseInt(detail, 2, detail.length(), 10);
    }

    /** X.7.3 and up: security and policy. */
    private static Reason security(int detail, boolean permanent) {
        if (detail >= 20 && detail <= 30 || detail >= 322 && detail <= 325 || detail == 509) {
            return Reason.AUTH_FAILURE;
        }
        if (detail == 12 || detail >= 123 && detail <= 136 || detail >= 501 && detail <= 503 || detail == 512
                || detail == 750) {
            return permanent ? Reason.REJECTED : Reason.BLOCKED;
        }
        if (detail == 504 || detail == 505) {
            return Reason.SUSPEND;
        }
        if (detail == 508 || detail >= 700 && detail <= 749) {
            return Reason.SPEEDING;
        }
        if (detail >= 506 && detail <= 699 || detail >= 850 && detail <= 899) {
            return Reason.BLOCKED;
        }
        return detail >= 900 ? Reason.POLICY_VIOLATION : Reason.SECURITY_ERROR;
    }
}
