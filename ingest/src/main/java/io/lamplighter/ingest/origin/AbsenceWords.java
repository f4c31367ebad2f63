// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.origin;

import java.util.List;

/**
 * The words of out-of-office notes, by language. A person may use each of them alone: a note needs a subject that no
 * person writes, or words for being away together with words for what to do meanwhile, in a short text.
 */
final class AbsenceWords {
    private static final int LONGEST_NOTE = 1_500;

    private static final List<String> STRONG_SUBJECTS = List.of("automatic reply", "auto reply:", "autoreply",
            "auto-reply", "auto response:", "auto-response", "autoresponse", "automated reply", "automated response",
            "automatic response", "out of office reply", "out-of-office reply",
            "out of office autoreply", "out of office auto", "automatische antwort", "automatische abwesenheit",
            "abwesenheitsnotiz", "abwesenheitsnachricht", "abwesenheitsagent",
            "autom. antwort", "réponse automatique", "reponse automatique", "absence du bureau", "message d'absence",
            "respuesta automática", "respuesta automatica",
            "resposta automática", "resposta automatica", "risposta automatica", "automatisch antwoord",
            "afwezigheidsbericht", "automatische reactie",
            "autosvar", "automatiskt svar", "automatisk svar", "frånvaromeddelande", "automaattinen vastaus",
            "poissaoloilmoitus", "odpowiedź automatyczna", "automatyczna odpowiedź", "autoodpowiedź",
            "автоматический ответ", "автоответ", "автовідповідь", "автоматична відповідь", "otomatik yanıt",
            "automatická odpověď", "automatikus válasz", "răspuns automat",
            "자동 회신", "자동회신", "자동 응답", "자동응답", "부재중 자동", "自动答复", "自动回复", "自動回覆", "自動答覆", "自動回复", "自動応答", "自動返信",
            "vacation reply", "vacation autoreply", "vacation response");

    /** No letter is headed so, though a person may write about being away. */
    private static final List<String> PLAIN_SUBJECTS = List.of("out of office", "out of the office", "out-of-office",
            "ooo:", "oof:", "abwesend:", "abwesenheit:", "absence :", "absent :", "fuera de la oficina",
            "fuori ufficio",
            "fora do escritório", "afwezig:", "frånvaro", "poza biurem", "вне офиса", "부재 중", "부재중");

    private static final List<String> WEAK_SUBJECTS = List.of("out of office", "out of the office", "out-of-office",
            "ooo", "on vacation", "vacation", "on leave", "annual leave", "maternity leave", "parental leave",
            "auto:", "away from", "i am away", "abwesend", "abwesenheit",
            "im urlaub", "nicht im büro", "nicht im haus", "absent", "absence", "en congé", "hors du bureau",
            "fuera de la oficina", "ausente", "ausencia", "vacaciones",
            "fora do escritório", "ausência", "férias", "fuori ufficio", "assente", "assenza", "in ferie", "afwezig",
            "niet aanwezig", "op vakantie", "frånvaro",
            "inte på kontoret", "semester", "poza biurem", "nieobecność", "nieobecny", "urlop", "вне офиса",
            "отсутствую", "отсутствие", "в отпуске", "отпуск", "부재 중", "부재중", "휴가", "외출", "外出", "休假", "不在", "休暇");

    /** Words for being away. */
    private static final List<String> AWAY = List.of("out of office", "out of the office", "out-of-office",
            "away from the office",
            "away from my", "on vacation", "on annual leave", "on leave", "on holiday", "maternity leave",
            "parental leave", "paternity leave",
            "currently away", "i'm off till", "i am off till", "i'm off until", "i am off until", "i am off on",
            "i am away", "i'm away", "i will be away", "i am currently traveling", "no longer with",
            "no longer work", "has left the company", "have left the company", "nicht im büro", "nicht im haus",
            "im urlaub", "abwesend", "außer haus", "ausser haus", "nicht erreichbar", "nicht am arbeitsplatz",
            "elternzeit", "mutterschutz",
            "nicht mehr im unternehmen", "nicht mehr für", "absent du bureau", "absente du bureau", "suis absent",
            "serai absent", "en congé", "en vacances", "hors du bureau", "actuellement absent",
            "ne travaille plus", "fuera de la oficina", "estoy ausente", "estaré ausente", "de vacaciones",
            "me encuentro ausente", "me encuentro fuera", "ya no trabaja",
            "fora do escritório", "estou ausente", "estarei ausente", "de férias", "ausente do escritório",
            "fuori ufficio", "sono assente", "sarò assente", "in ferie", "non sono in ufficio", "fuori sede",
            "niet op kantoor", "niet aanwezig", "ben ik afwezig", "afwezig", "op vakantie", "met verlof",
            "inte på kontoret", "är på semester", "är ledig", "på semester", "föräldraledig", "tjänsteledig",
            "har semester",
            "poza biurem", "jestem nieobecn", "nie ma mnie w biurze", "na urlopie", "będę nieobecn", "przebywam na",
            "вне офиса", "нет в офисе", "в отпуске", "отсутствую", "отсутствовать", "не в офисе", "в командировке",
            "부재 중", "부재중", "자리를 비", "휴가 중", "휴가중", "휴가로", "출장 중", "출장중", "不在办公室", "不在辦公室", "休假", "外出", "出差", "年假",
            "不在にして", "不在と", "休暇", "出張中", "休みを", "外出して", "will be travelling", "will be traveling",
            "am travelling", "en déplacement", "no estoy en la oficina", "encontro-me ausente", "estou fora",
            "met vakantie",
            "op reis", "не будет в офисе", "на больничном", "w delegacji", "på tjänsteresa", "in trasferta",
            "auf dienstreise");

    /** Words for what happens meanwhile. */
    private static final List<String> MEANWHILE = List.of("limited access", "no access to", "not have access",
            "not be checking", "urgent", "in my absence", "during my absence",
            "during this time", "takes care of", "while i am away", "when i return", "upon my return", "on my return",
            "as soon as i return", "when i'm back", "when i am back", "i will be back", "i will return", "returning on",
            "will respond",
            "will reply", "will get back to you", "please contact", "get in touch with", "your message has been",
            "dringend", "in meiner abwesenheit", "während meiner abwesenheit", "wenden sie sich",
            "nach meiner rückkehr",
            "nicht weitergeleitet", "wieder erreichbar", "wieder im büro", "ab dem", "meine vertretung", "vertreten",
            "kontaktieren sie", "beantworte", "en mon absence", "pendant mon absence", "à mon retour", "urgence",
            "urgent",
            "veuillez contacter", "merci de contacter", "vous pouvez contacter", "de retour le", "mon retour",
            "en mi ausencia", "durante mi ausencia", "a mi regreso", "a mi vuelta", "urgente", "urgencia",
            "contacte con", "póngase en contacto", "contactar con", "contactar a",
            "regreso", "na minha ausência", "durante a minha ausência", "no meu regresso", "retornarei", "retorno",
            "entre em contato", "contacte", "contactar", "in mia assenza", "durante la mia assenza", "al mio rientro",
            "rientro", "urgenz", "urgenti", "contattare", "rivolgersi",
            "tijdens mijn afwezigheid", "bij afwezigheid", "dringende", "neem contact op", "contact opnemen",
            "terug op", "weer bereikbaar", "weer aanwezig", "brådskande", "under min frånvaro", "kontakta", "åter på",
            "tillbaka", "åter den", "pilnych", "pilne", "w sprawach", "proszę o kontakt", "wracam", "podczas mojej",
            "powrocie",
            "срочн", "по возвращении", "вернусь", "во время моего", "обращайтесь", "свяжитесь", "обращаться", "급한",
            "긴급", "복귀", "연락", "돌아오", "문의", "緊急", "紧急", "如有", "请联系", "請聯絡", "请联络", "返回", "回来", "回來", "急ぎ", "緊急", "お急ぎ",
            "戻り次第", "までご連絡", "ご連絡ください", "連絡をお願い", "出社", "復帰", "volveré", "responderé", "voor spoed", "пишите на",
            "de retour au bureau", "regressando");

    private AbsenceWords() {}

    static boolean isStrongSubject(String subject) {
        return startsWithAny(subject, STRONG_SUBJECTS);
    }

    static boolean isPlainSubject(String subject) {
        return startsWithAny(subject, PLAIN_SUBJECTS);
    }

    static boolean isAway(String opening) {
        return containsAny(opening, AWAY);
    }

    static boolean isWeakSubject(String subject) {
        return startsWithAny(subject, WEAK_SUBJECTS);
    }

    static boolean isAbsence(String opening) {
        return containsAny(opening, AWAY) && containsAny(opening, MEANWHILE);
    }

    /** Without any header to tell: the first sentences say who is away, the text is short and asks nothing. */
    static boolean isAbsenceNote(String opening, int length) {
        if (length > LONGEST_NOTE || length < 10) {
            return false;
        }
        String start = opening.substring(0, Math.min(opening.length(), 220));
        return containsAny(start, AWAY) && containsAny(opening, MEANWHILE) && opening.indexOf('?') < 0
                && opening.indexOf('\uFF1F') < 0 && (isPolite(opening) || namesSubstitute(opening, length));
    }

    /** Some notes thank for nothing, but say at once who is away and whose address to write to. */
    private static boolean namesSubstitute(String opening, int length) {
        return length < 600 && opening.indexOf('@') > 0
                && containsAny(opening.substring(0, Math.min(opening.length(), 120)), AWAY);
    }

    /** Notes thank for the mail they answer: persons who announce a holiday do not. */
    private static boolean isPolite(String opening) {
        return containsAny(opening, THANKS);
    }

    private static final List<String> THANKS = List.of("thank you for your e", "thank you for your m",
            "thanks for your e", "thanks for your m", "thank you for contacting", "thank you for reaching",
            "thanks for reaching",
            "your e-mail", "your email", "vielen dank für ihre", "danke für ihre", "vielen dank für deine",
            "ihre nachricht", "ihre e-mail", "ihre mail", "merci pour votre", "merci de votre", "votre message",
            "votre mail", "votre e-mail",
            "votre courriel", "gracias por su", "gracias por tu", "su mensaje", "su correo", "obrigado pel",
            "obrigada pel", "sua mensagem", "seu e-mail", "a sua mensagem", "grazie per", "il suo messaggio",
            "la sua e-mail", "vostra", "bedankt voor", "dank voor", "uw e-mail", "uw bericht", "je mail",
            "tack för ditt", "tack för din", "ditt mail", "ditt mejl", "ditt meddelande", "dziękuję za",
            "dziękujemy za", "za wiadomość", "спасибо за ваше", "благодарю за", "спасибо за письмо",
            "спасибо за обращение", "ваше письмо", "ваше сообщение", "메일을 보내주셔서", "메일 주셔서", "메일을 확인", "보내주신 메일",
            "메일 감사", "您的邮件", "您的来信", "您的來信", "您的郵件", "来信已", "感谢您的", "感謝您的", "ご連絡ありがとう", "メールありがとう", "メールをいただき",
            "ご連絡いただき", "このメールは自動", "自動返信", "자동", "自动", "自動", "automatic", "automatisch", "automatique", "automátic",
            "automatic", "automatyczn", "автоматич");

    private static boolean startsWithAny(String subject, List<String> starts) {
        for (String start : starts) {
            if (subject.startsWith(start)) {
                return true;
            }
        }
        return false;
    }

    private static boolean containsAny(String text, List<String> words) {
        for (String word : words) {
            if (text.contains(word)) {
                return true;
            }
        }
        return false;
    }
}
