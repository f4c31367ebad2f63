// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.origin;

import io.lamplighter.ingest.Origin;
import io.lamplighter.ingest.Origin.Kind;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Bounces that come as free text, from programs older than RFC 3464 or above it. */
final class Bounces {
    private static final Set<String> DAEMONS = Set.of("mailer-daemon", "mailerdaemon", "mail-daemon", "maildaemon",
            "postmaster", "mail-deamon", "mailer_daemon", "mdaemon", "mmdf", "bounce-handler", "mail.daemon", "mailer",
            "smtp-daemon");
    private static final List<String> SUBJECTS = List.of("undeliver", "undelivered mail",
            "delivery status notification",
            "delivery failure", "delivery failed", "delivery notification", "delivery has failed", "delivery report",
            "delivery problem", "delivery error", "delayed mail", "failure notice", "failure delivery", "failed mail",
            "failed delivery", "mail delivery", "mail failure", "mail error", "mail could not", "mail system error",
            "mail not delivered", "message delivery", "message could not be delivered", "message you sent",
            "message undeliverable",
            "message not delivered", "non delivery", "non-delivery", "nondeliverable", "not delivered", "returned mail",
            "returned email", "returned to sender", "return receipt", "returned message", "rejected:",
            "warning: could not send",
            "warning: message", "could not deliver", "could not send message", "couldn't deliver", "unable to deliver",
            "unzustellbar", "nicht zustellbar", "zustellung fehlgeschlagen", "fehler bei der zustellung",
            "mail konnte nicht",
            "unzustellbare", "zustellung verzögert", "non remis", "non distribuable", "non délivré",
            "échec de la remise",
            "échec de remise", "message non remis", "remise différée", "no se puede entregar",
            "no se ha podido entregar",
            "error de entrega", "no entregado", "entrega fallida", "não é possível entregar",
            "não foi possível entregar", "não entregue",
            "falha na entrega", "impossibile recapitare", "mancato recapito", "non recapitabile",
            "recapito non riuscito", "niet te bezorgen",
            "onbestelbaar", "kan niet worden bezorgd", "niet afgeleverd", "går inte att leverera",
            "det gick inte att leverera", "kunde inte levereras",
            "kan ikke leveres", "ikke levert", "toimitus epäonnistui", "ei voi toimittaa", "nie można dostarczyć",
            "niedostarczalne",
            "niedostarczona", "zwrot:", "не удается доставить", "не удалось доставить", "недоставленное",
            "недоставлено", "сообщение не доставлено",
            "配信不能", "配信できません", "配達できません", "配信に失敗", "送信できません", "メールが配信", "无法投递", "无法送达", "無法傳遞", "無法投遞", "退信", "系统退信",
            "未传递", "未傳遞", "투고 불가", "배달되지 않음", "배달하지 못", "전송 실패", "반송",
            "teslim edilemedi", "undelivery", "problem delivering", "failure to deliver", "your message to", "dsn:",
            "ndn:", "email not delivered", "address not found",
            "mail returned", "user unknown", "unknown user", "invalid recipient", "bounced");
    private static final List<String> WORDS = List.of("could not be delivered", "was not delivered",
            "couldn't be delivered",
            "wasn't delivered", "not be delivered", "unable to deliver", "delivery to the following",
            "delivery has failed",
            "permanent error", "permanent fatal errors", "fatal errors", "did not reach the following", "user unknown",
            "unknown user", "no such user", "mailbox full", "mailbox is full", "over quota", "quota exceeded",
            "undeliverable",
            "not delivered", "returned to sender", "delivery failed", "delivery failure", "550 ", "551 ", "552 ",
            "553 ", "554 ", "5.1.1", "5.2.2",
            "will be retried", "message delayed", "has been delayed", "does not exist", "address rejected",
            "recipient rejected",
            "host unknown", "could not deliver", "cannot be delivered", "the following address",
            "the following recipient", "failed recipient", "giving up",
            "配信できません", "konnte nicht zugestellt", "n'a pas pu être", "no se pudo entregar", "could not send",
            "failed to deliver", "mail delivery", "can not be deliver", "can't be deliver");

    private Bounces() {}

    static @Nullable Origin judge(Evidence evidence) {
        if (evidence.has("x-failed-recipients")) {
            return new Origin(Kind.BOUNCE, "X-Failed-Recipients");
        }
        boolean daemon = isDaemon(evidence);
        boolean subject = isSubject(evidence.subject());
        if (daemon && (subject || evidence.hasEmptyReturnPath() || saysSo(evidence))) {
            return new Origin(Kind.BOUNCE, "from a mail system's own address");
        }
        if (subject && evidence.hasEmptyReturnPath()) {
            return new Origin(Kind.BOUNCE, "subject of a delivery report, empty Return-Path");
        }
        if (subject && !evidence.has("in-reply-to") && saysSo(evidence) && (isAutomatic(evidence)
                || evidence.hasPart("message/rfc822") || evidence.hasPart("text/rfc822-headers"))) {
            return new Origin(Kind.BOUNCE, "subject and text of a delivery report");
        }
        return isQmail(evidence) ? new Origin(Kind.BOUNCE, "text of a delivery report (qmail)") : null;
    }

    private static boolean isDaemon(Evidence evidence) {
        String name = evidence.senderName();
        if (name.startsWith("mail delivery s") || name.startsWith("mail delivery agent")
                || name.startsWith("mailer daemon")
                || name.startsWith("mailer-daemon")) {
            return true;
        }
        String local = evidence.senderLocal();
        int plus = local.indexOf('+');
        return DAEMONS.contains(plus < 0 ? local : local.substring(0, plus)) || local.startsWith("mailer-daemon")
                || local.startsWith("postmaster");
    }

    private static boolean isAutomatic(Evidence evidence) {
        String submitted = evidence.field("auto-submitted");
        return !submitted.isEmpty() && !submitted.startsWith("no");
    }

    private static boolean isSubject(String subject) {
        if (subject.startsWith("re:") || subject.startsWith("fw")) {
            return false;
        }
        for (String start : SUBJECTS) {
            if (subject.contains(start)) {
                return true;
            }
        }
        return false;
    }

    private static boolean saysSo(Evidence evidence) {
        String opening = evidence.opening();
        for (String words : WORDS) {
            if (opening.contains(words)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isQmail(Evidence evidence) {
        return evidence.opening().startsWith("hi. this is the");
    }
}
