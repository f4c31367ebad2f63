// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.origin;

import java.util.List;

/** Notes that somebody does not work there any more. */
final class Departures {
    private static final int LONGEST_NOTE = 1_500;
    private static final int OPENING = 300;
    private static final int NEAR = 60;

    private static final List<String> WORDS = List.of("no longer with", "no longer work", "no longer employed",
            "no longer at ", "no longer part of", "no longer an employee", "has left the ", "have left the ",
            "left the company", "left our company", "left the organi", "left the business", "has left ", "have left ",
            "has retired", "have retired", "nicht mehr für", "nicht mehr im unternehmen", "nicht mehr in unserem",
            "nicht mehr bei", "nicht mehr tätig", "nicht mehr beschäftigt", "nicht mehr in der firma",
            "unternehmen verlassen", "firma verlassen", "ausgeschieden", "ne travaille plus", "ne fait plus partie",
            "ne fais plus partie", "n'est plus dans", "n’est plus dans", "n'est plus en poste", "a quitté", "ai quitté",
            "ya no trabaj", "ya no forma parte", "ya no formo parte", "ya no pertenec", "ha dejado la empresa",
            "dejado de trabajar", "non lavora più", "non lavoro più", "non fa più parte", "non faccio più parte",
            "ha lasciato l", "ho lasciato l", "não trabalha mais", "não trabalho mais", "não faz mais parte",
            "não faço mais parte", "já não trabalh", "já não faço parte", "já não faz parte", "deixou a empresa",
            "niet meer werkzaam", "niet langer werkzaam", "werkt niet meer", "niet meer in dienst", "werk niet meer",
            "uit dienst", "arbetar inte längre", "jobbar inte längre", "har slutat", "inte längre anställd",
            "nie pracuje już", "nie pracuję już", "już nie pracuj", "zakończył", "nie jest już pracownik",
            "больше не работа", "уже не работа", "больше не является", "уволил", "퇴사", "퇴직", "더 이상 근무하지", "已离职",
            "已離職", "已经离职", "已經離職", "离开公司", "離開公司", "退職", "退社いたし");
    /** What the one who has left says. */
    private static final List<String> FIRST_PERSON = List.of("i am no longer", "i'm no longer", "i no longer",
            "i have left", "i've left", "i have retired", "bin ich nicht mehr", "ich bin nicht mehr", "ich habe das",
            "j'ai quitté", "j’ai quitté", "je ne travaille plus", "je ne fais plus", "ya no trabajo", "ya no formo",
            "ya no pertenezco", "non lavoro più", "non faccio più", "ho lasciato", "não trabalho mais", "não faço mais",
            "já não trabalho", "já não faço", "ben niet meer", "niet meer werkzaam", "ik werk niet meer",
            "jag har slutat", "jag arbetar inte", "nie pracuję", "я больше не", "я уже не", "저는", "本人已", "我已离职",
            "我已離職");
    private static final List<String> CONTACT = List.of("contact", "reach out", "direct your", "write to", "resend",
            "successor", "get in touch", "wenden", "schreiben sie", "nachfolg", "kontakt", "adresser", "écrire",
            "dirij", "diríjase", "escrib", "rivolg", "scriv", "contat", "contacte", "mailen", "richten", "обращ",
            "свяж", "пишите", "연락", "문의", "联系", "聯絡", "请洽", "請洽", "ご連絡", "お問い合わせ");

    private Departures() {}

    /** Where the words stand, -1 where there are none. */
    static int at(String lower) {
        int first = -1;
        for (String word : WORDS) {
            int at = lower.indexOf(word);
            first = at >= 0 && (first < 0 || at < first) ? at : first;
        }
        return first;
    }

    /**
     * Whether a machine says so. It speaks of the author by name, or answers in the author's words and names another
     * address; a colleague who says the same of somebody else is a person.
     */
    static boolean isNote(Evidence evidence, boolean answers) {
        String opening = evidence.opening();
        int at = evidence.fresh().length() > LONGEST_NOTE ? -1 : at(opening);
        if (at < 0 || at > OPENING || opening.indexOf('?') >= 0 || opening.indexOf('\uFF1F') >= 0) {
            return false;
        }
        boolean named = namesAuthor(opening.substring(Math.max(0, at - NEAR), at), evidence.senderName());
        boolean other = opening.indexOf('@') > 0 && hasAny(opening, CONTACT);
        return other && (named || answers && hasAny(opening, FIRST_PERSON));
    }

    private static boolean namesAuthor(String before, String name) {
        if (name.length() < 2) {
            return false;
        }
        for (String word : name.split("[\\s,]+")) {
            if (!before.contains(word)) {
                return false;
            }
        }
        return true;
    }

    private static boolean hasAny(String text, List<String> words) {
        for (String word : words) {
            if (text.contains(word)) {
                return true;
            }
        }
        return false;
    }
}
