// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.text;

import java.util.List;
import java.util.Locale;

/** The lines that part an answer from what it answers, or a forward from its covering words. */
final class Bars {
    enum Kind {
        NONE, REPLY, FORWARD
    }

    private static final List<String> FORWARDS = List.of("forwarded message", "forwarded by", "forwarded email",
            "forwarded mail", "weitergeleitete nachricht", "weitergeleitet von", "weitergeleitete e-mail",
            "message transféré", "message transfere",
            "mensaje reenviado", "mensagem encaminhada", "mensagem reencaminhada", "messaggio inoltrato",
            "doorgestuurd bericht", "vidarebefordrat", "videresendt", "videresendt meddelelse", "przekazana wiadomość",
            "wiadomość przekazana", "przekazanej wiadomości", "przekazywanej wiadomości", "przesłana wiadomość",
            "przesłane przez", "пересылаемое сообщение", "пересланное сообщение", "переадресованного сообщения",
            "перенаправленное сообщение", "переслано",
            "переслане повідомлення",
            "전달된 메시지", "전달된 메일", "전달 메시지", "전달 메일", "전달된 편지", "转发邮件", "转发的邮件", "轉寄的郵件", "轉寄郵件", "已转发的邮件", "转发的消息",
            "转发消息", "转发信息", "轉寄的信件", "轉寄訊息", "轉寄的訊息", "轉寄信件", "轉發的郵件", "轉寄者", "転送メッセージ", "転送されたメッセージ", "転送されたメール",
            "転送メール", "転送元",
            "iletilen ileti", "välitetty viesti", "přeposlaná zpráva",
            "továbbított üzenet", "anfang der weitergeleiteten", "message réexpédié", "transféré par", "reenviado por",
            "inoltrato da", "encaminhado por", "doorgestuurd door", "vidarebefordrat av", "début du message",
            "inicio del mensaje", "inizio messaggio", "início da mensagem", "begin forwarded", "start forwarded",
            "vidarebefordrat brev", "begin doorgestuurd");

    private static final List<String> REPLIES = List.of("original message", "original appointment", "reply message",
            "original email", "original mail", "ursprüngliche nachricht", "originalnachricht", "urspr. nachricht",
            "ursprüngliche mail", "antwort nachricht", "message d'origine", "message d’origine", "message original",
            "message initial", "mensaje original", "mensagem original", "messaggio originale", "oorspronkelijk bericht",
            "originele bericht", "origineel bericht", "ursprungligt meddelande", "originalmeddelande",
            "oprindelig meddelelse", "oprindelig besked", "opprinnelig melding", "alkuperäinen viesti",
            "oryginalna wiadomość",
            "wiadomość oryginalna", "исходное сообщение", "оригинальное сообщение", "исходное письмо",
            "вихідне повідомлення", "original-nachricht", "původní zpráva", "eredeti üzenet", "orijinal mesaj",
            "özgün ileti", "thư gốc", "원본 메시지", "원본 메일", "원본메일", "원본 이메일", "原始邮件", "原始郵件", "原邮件", "原始信息", "原始訊息", "原郵件",
            "邮件原件",
            "元のメッセージ", "元のメール", "original message follows", "mensaje citado", "reply above this line",
            "type your reply above", "reply above");

    private Bars() {}

    static Kind of(Lines lines, int line) {
        if (lines.length(line) < 6 || lines.length(line) > 120 || !mayBe(lines, line)) {
            return Kind.NONE;
        }
        String lower = lines.trimmed(line).toLowerCase(Locale.ROOT);
        if (names(lower, FORWARDS)) {
            return Kind.FORWARD;
        }
        return names(lower, REPLIES) ? Kind.REPLY : Kind.NONE;
    }

    /** Rules are drawn with hyphens and the like; Apple Mail writes {@code Begin forwarded message:} without any. */
    private static boolean mayBe(Lines lines, int line) {
        char first = lines.first(line);
        if ("-_*=~#–—<[".indexOf(first) >= 0) {
            char second = lines.at(line, 1);
            return first == '<' || first == '[' || !Character.isLetterOrDigit(second) || first == '*';
        }
        char last = lines.last(line);
        return (last == ':' || last == '\uFF1A') && lines.length(line) < 60;
    }

    private static boolean names(String lower, List<String> names) {
        for (String name : names) {
            if (lower.contains(name)) {
                return true;
            }
        }
        return false;
    }

    /** Words between hyphens, in a language that is not listed. */
    static boolean isCaption(Lines lines, int line) {
        int length = lines.length(line);
        return length > 10 && length < 100 && lines.matches(line, 0, "---") && lines.matches(line, length - 3, "---");
    }

    /** A line that is nothing but a rule: {@code ________}, {@code -----}. */
    static boolean isRule(Lines lines, int line, int least) {
        int length = lines.length(line);
        if (length < least) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if ("-_=*~#+–—―─━▬ᐧ ".indexOf(lines.at(line, i)) < 0) {
                return false;
            }
        }
        return true;
    }
}
