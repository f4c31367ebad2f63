// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.text;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The block of header lines that Outlook and others put above what they quote, in the language of the program. */
final class HeaderLabels {
    private static final int LONGEST = 26;
    private static final int MOST_LINES = 14;

    private enum Label {
        FROM, DATE, TO, CC, SUBJECT, OTHER
    }

    private static final Map<String, Label> LABELS = labels();

    private HeaderLabels() {}

    /** How many lines the block that begins at {@code line} takes, 0 if none begins there. */
    static int block(Lines lines, int line) {
        Label first = label(lines, line);
        if (first == null || first == Label.OTHER || first == Label.CC) {
            return 0;
        }
        int seen = 0;
        int last = line;
        int strange = 0;
        int stop = Math.min(lines.count(), line + MOST_LINES);
        for (int i = line; i < stop; i++) {
            Label label = label(lines, i);
            if (label != null) {
                seen |= 1 << label.ordinal();
                last = i;
                strange = 0;
            } else if (endsBlock(lines, i) || ++strange > 3) {
                break;
            }
        }
        return isBlock(seen, lines, line, last) ? last + 1 - line : 0;
    }

    /** An empty line ends the block unless another label follows: HTML made plain often has one between the lines. */
    private static boolean endsBlock(Lines lines, int i) {
        return lines.isEmpty(i) && (i + 1 >= lines.count() || label(lines, i + 1) == null);
    }

    private static boolean isBlock(int seen, Lines lines, int first, int last) {
        boolean from = has(seen, Label.FROM);
        boolean date = has(seen, Label.DATE);
        boolean to = has(seen, Label.TO);
        boolean subject = has(seen, Label.SUBJECT);
        int kinds = (from ? 1 : 0) + (date ? 1 : 0) + (to ? 1 : 0) + (subject ? 1 : 0);
        // Two alone may stand in a letter; with an address or a time in the first lines they do not.
        return from && (kinds >= 3 || kinds == 2 && last - first <= 3 && hasEvidence(lines, first, last))
                || !from && date && to && subject;
    }

    private static boolean has(int seen, Label label) {
        return (seen & 1 << label.ordinal()) != 0;
    }

    private static boolean hasEvidence(Lines lines, int first, int last) {
        boolean address = false;
        boolean digits = false;
        for (int i = first; i <= last; i++) {
            String line = lines.trimmed(i);
            address |= line.indexOf('@') > 0;
            digits |= line.chars().filter(Character::isDigit).count() >= 4;
        }
        return address && digits;
    }

    private static @Nullable Label label(Lines lines, int line) {
        int colon = lines.colon(line, LONGEST);
        if (colon < 1) {
            return null;
        }
        int from = 0;
        int to = colon;
        while (from < to && isMarkup(lines.at(line, from))) {
            from++;
        }
        while (to > from && isMarkup(lines.at(line, to - 1))) {
            to--;
        }
        if (to == from) {
            return null;
        }
        StringBuilder name = new StringBuilder(to - from);
        for (int i = from; i < to; i++) {
            char c = lines.at(line, i);
            if (!Lines.isBlank(c) || c == ' ') {
                name.append(c);
            }
        }
        return LABELS.get(name.toString().toLowerCase(Locale.ROOT));
    }

    private static boolean isMarkup(char c) {
        return c == '*' || c == '_' || c == '|' || c == '"' || Lines.isBlank(c);
    }

    private static Map<String, Label> labels() {
        Map<String, Label> all = new HashMap<>();
        add(all, Label.FROM, "from,von,de,da,van,från,fra,od,от,от кого,від,发件人,寄件者,寄件人,發件人,보낸 사람,보낸사람,보낸이,差出人,送信者,"
                + "lähettäjä,gönderen,kimden,feladó,odesílatel,expéditeur,mittente,remitente,från,nadawca,afzender,"
                + "absender,remetente,from name,发件者,từ,dari,de la,expeditor");
        add(all, Label.DATE,
                "date,sent,sent on,gesendet,gesendet am,datum,envoyé,envoyé le,envoyé par,enviado,enviado el,"
                        + "enviada em,enviado em,enviada,fecha,data,inviato,inviato il,verzonden,skickat,sendt,dato,wysłano,data wysłania,"
                        + "отправлено,дата,отправлен,надіслано,发送时间,發送時間,寄件日期,日期,时间,時間,傳送日期,보낸 날짜,보낸날짜,날짜,보낸 시간,送信日時,日時,日付,送信日,"
                        + "lähetetty,päivämäärä,gönderildi,tarih,elküldve,odesláno,dátum,wann,when,date d'envoi,sendt den,ngày,đã gửi");
        add(all, Label.TO, "to,an,à,a,para,aan,till,til,do,кому,收件人,收件者,받는 사람,받는사람,받는이,宛先,vastaanottaja,kime,címzett,"
                + "komu,destinataire,destinatario,odbiorca,ontvanger,empfänger,đến,kepada,către,收件方,送至");
        add(all, Label.CC,
                "cc,kopie,copie,kopia,kopi,copia,c.c.,копия,копія,抄送,副本,副本抄送,참조,bcc,ccn,cci,dw,odw,kopio,bilgi,"
                        + "másolat,cópia,kopie an,cópia oculta,密送");
        add(all, Label.SUBJECT,
                "subject,betreff,objet,asunto,assunto,oggetto,onderwerp,ämne,emne,temat,тема,主题,主題,主旨,标题,"
                        + "제목,件名,aihe,konu,tárgy,předmět,betr,sujet,chủ đề,tiêu đề,perihal,subiect,引き");
        add(all, Label.OTHER, "reply-to,reply to,antwort an,répondre à,responder a,risposta,importance,wichtigkeit,"
                + "attachments,anlagen,pièces jointes,anhang,priority,organization,mailed-by,signed-by,recipients,"
                + "datos adjuntos,allegati,bijlagen,bilagor,załączniki,вложения,附件,첨부,添付ファイル,重要性");
        return Map.copyOf(all);
    }

    private static void add(Map<String, Label> all, Label label, String names) {
        for (String name : names.split(",")) {
            all.putIfAbsent(name, label);
        }
    }
}
