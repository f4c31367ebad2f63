// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.text;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Lines that programs and lawyers add: "sent from my phone", confidentiality notices, banners of mail gateways. */
final class Footers {
    private static final Phrases MOBILE = new Phrases(List.of("sent from my ", "sent from mail for",
            "sent from outlook",
            "sent from yahoo", "sent from proton", "sent from samsung", "sent from a ", "sent from typeapp",
            "sent from bluemail", "sent from mobile", "sent from iphone", "sent from ipad", "sent from the ",
            "sent from gmail",
            "sent from android", "sent from windows", "sent from acompli", "sent from spark", "sent from email",
            "sent from handheld", "sent from nine", "sent from aqua", "sent from canary", "sent from airmail",
            "sent from newton", "sent from edison", "sent from boxer", "sent from zoho", "sent from hey",
            "sent via ", "sent wirelessly ", "sent with proton", "sent with spark", "sent with airmail",
            "sent with aqua", "sent with bluemail", "sent using ", "sent on the go", "sent from ", "get outlook for",
            "get bluemail for", "download outlook", "von meinem ", "von meinem/", "von meiner ", "von mobil",
            "von yahoo mail", "von unterwegs", "gesendet von", "gesendet mit ",
            "gesendet aus ", "gesendet über ", "diese nachricht wurde von", "diese nachricht wurde mit",
            "diese e-mail wurde von meinem", "holen sie sich outlook", "outlook für ", "envoyé de mon ",
            "envoyé depuis ",
            "envoyé de ", "envoyé à partir", "envoyé par mon", "envoyé avec ", "envoyé via ", "envoyé du ",
            "envoyé sans fil",
            "télécharger outlook", "obtenir outlook", "téléchargez outlook", "enviado desde ", "enviado do ",
            "enviado via ", "enviado de ", "enviado con ", "enviado a partir ", "obtener outlook", "obter o outlook",
            "obter outlook", "descargar outlook", "inviato da ", "inviato dal ", "inviato con ", "scarica outlook",
            "ottieni outlook", "outlook per ", "verzonden vanaf", "verstuurd vanaf", "verzonden met ", "verzonden via ",
            "outlook voor ", "download outlook voor", "sendt fra ", "skickat från ", "skickades från", "skickat med",
            "hämta outlook", "skaffa outlook", "hent outlook", "lähetetty ", "wysłano z ", "wysłane z ",
            "pobierz aplikację outlook",
            "pobierz program outlook", "отправлено с ", "отправлено из ", "отправлено от ", "отправлено через",
            "надіслано з ", "iphone'umdan ",
            "iphone'dan gönder", "odesláno z", "发自我的", "发送自", "發自我的", "從我的", "从我的", "傳送自", "寄自我的", "来自我的", "나의 ", "내 ",
            "iphoneから送信", "galaxyから送信", "yahoo!メール", "ios 版 outlook", "android 版 outlook", "ios版 outlook",
            "ios용 outlook", "android용 outlook", "네이버 메일", "скачать outlook", "получить outlook", "загрузить outlook",
            "下载适用于 ", "取得 ios 版", "取得 android 版", "取得適用於",
            "ipadから送信", "androidから送信", "スマートフォンから送信", "iphoneから", "获取 outlook", "取得 outlook", "下载 outlook",
            "outlook for ios", "outlook for android", "yahoo mail on android", "yahoo mail for iphone",
            "unsent from my"));

    private static final Phrases LEGAL = new Phrases(List.of("confidentiality notice", "confidentiality:",
            "confidential:",
            "this e-mail and any", "this email and any", "this message and any", "this email is confidential",
            "this e-mail is confidential", "this message is confidential", "this message contains confidential",
            "this email contains confidential", "this e-mail contains confidential", "this email may contain",
            "this e-mail may contain", "this message may contain", "this communication is", "this communication may",
            "the information contained in", "the information transmitted", "the information in this",
            "the contents of this e", "disclaimer",
            "legal notice", "legal disclaimer", "privileged and confidential", "important notice:",
            "this electronic", "this transmission", "this e-mail, and any", "this email, and any", "notice:",
            "if you are not the intended", "if you have received this", "please consider the environment",
            "think before you print", "please think of the environment", "diese e-mail enthält", "diese email enthält",
            "diese e-mail und", "diese nachricht ist vertraulich", "diese nachricht enthält", "diese mail enthält",
            "der inhalt dieser e", "vertraulichkeitshinweis", "hinweis: diese", "wichtiger hinweis:",
            "bitte denken sie an die umwelt", "bitte prüfen sie, ob diese", "pensez à l'environnement",
            "pensez à l’environnement", "merci de penser à l", "pense no meio ambiente", "pense en el medio",
            "rechtlicher hinweis", "ce message et ", "ce courriel ",
            "ce message est confidentiel", "ce message contient", "cet e-mail", "cet email", "avis de confidentialité",
            "les informations contenues", "l'information contenue", "este mensaje ", "este correo ",
            "este e-mail ", "este email ", "aviso legal", "aviso de confidencialidad", "la información contenida",
            "antes de imprimir", "esta mensagem ", "aviso de confidencialidade", "as informações contidas",
            "questo messaggio ", "questa e-mail ", "questa email ", "le informazioni contenute",
            "avviso di riservatezza",
            "ai sensi del d", "dit bericht ", "deze e-mail ", "dit e-mailbericht", "de informatie in dit",
            "detta meddelande ", "detta e-post", "denna e-post", "denne e-post", "denne e-mail", "denne mail",
            "ta wiadomość ", "niniejsza wiadomość", "treść tej wiadomości", "данное сообщение ", "это сообщение ",
            "настоящее сообщение", "информация, содержащаяся", "конфиденциальность", "本邮件", "此邮件", "本郵件", "此郵件",
            "本電子郵件", "本信件", "此信件", "本訊息", "本信息", "免责声明", "免責聲明", "本メール",
            "このメール", "이 메일은", "본 메일", "본 이메일", "이 전자우편"));

    private static final Phrases BANNERS = new Phrases(List.of("caution: this email originated", "caution: this e-mail",
            "caution: external", "[external]", "external email", "external sender", "warning: this email originated",
            "warning: external", "this email originated from outside", "this message originated from outside",
            "you don't often get email from", "you don’t often get email from", "some people who received this message",
            "achtung: externe e-mail", "achtung: diese e-mail kommt von", "externe e-mail", "attention : ce courriel",
            "attention: this email originated", "*** external", "***external", "learn why this is important",
            "vorsicht: externe", "sie erhalten nicht oft eine e-mail von", "vous n'obtenez pas souvent d",
            "vous n’obtenez pas souvent d", "no suele recibir corr", "você não costuma receber",
            "non si ricevono spesso", "u ontvangt niet vaak e-mail", "je ontvangt niet vaak e-mail",
            "du får inte ofta e-post", "你通常不会收到来自", "您通常不會收到來自", "[外部邮件]", "【外部邮件】", "[外部郵件]", "[외부 메일]", "[외부메일]",
            "【外部メール】", "[внешн", "attention : courriel externe", "sie erhalten nicht oft e-mails von"));

    private Footers() {}

    static boolean isMobile(Lines lines, int line) {
        int length = lines.length(line);
        // Six characters are a whole sentence in Chinese.
        int least = length > 0 && lines.first(line) > '\u2E80' ? 5 : 7;
        return length >= least && length <= 160 && MOBILE.begin(lines, line) && isMobileAfterAll(lines.trimmed(line));
    }

    /** Some beginnings need their end: {@code Von meinem … gesendet}. A sentence that goes on is none. */
    private static boolean isMobileAfterAll(String line) {
        String lower = line.toLowerCase(Locale.ROOT);
        return switch (lower.charAt(0)) {
            case 's' -> !lower.startsWith("sent from ") || isDevice(lower.substring(10));
            case 'v' -> lower.contains("gesendet") && !lower.endsWith(".") || lower.contains("verschickt")
                    || lower.startsWith("verz")
                    || lower.startsWith("verst");
            case '나', '내', '네' -> lower.contains("에서 보냄") || lower.contains("에서 보냈");
            // "Outlook für 2026" is a heading.
            case 'o' ->
                !lower.startsWith("outlook") || DEVICE.matcher(lower.substring(7)).find() || lower.contains("ios");
            case '下', '取' -> lower.contains("outlook");
            case '從', '从' ->
                lower.contains("傳送") || lower.contains("发送") || lower.contains("寄出") || lower.contains("发出");
            default -> true;
        };
    }

    private static final Pattern DEVICE = Pattern
            .compile("phone|ipad|ipod|mac\\b|android|galaxy|samsung|blackberry|pixel|mobile|"
                    + "device|handheld|windows|outlook|mail|huawei|xiaomi|oneplus|nokia|htc|motorola|tablet|droid|nexus|app\\b");

    /** A device in the next few words, or a few words and no more: "sent from my desk, which is easier" is a sentence. */
    private static boolean isDevice(String rest) {
        int link = rest.indexOf('<');
        String words = link < 0 ? rest : rest.substring(0, link);
        String[] first = words.strip().split(" +", 7);
        String head = String.join(" ", Arrays.asList(first).subList(0, Math.min(5, first.length)));
        return words.length() < 70 && (DEVICE.matcher(head).find() && first.length < 7
                || first.length <= 6 && words.indexOf(',') < 0 && !words.strip().endsWith("."))
                || words.length() < 100 && DEVICE.matcher(head).find() && words.indexOf('.') > 0;
    }

    static boolean isLegal(Lines lines, int line) {
        return lines.length(line) > 9 && LEGAL.begin(lines, line) && isLegalEnough(lines, line);
    }

    /** "Este mensaje me alegra" is none: the first lines must speak of what such notices speak of. */
    private static boolean isLegalEnough(Lines lines, int line) {
        StringBuilder text = new StringBuilder();
        for (int i = line; i < lines.count() && i < line + 8 && !lines.isEmpty(i); i++) {
            text.append(lines.trimmed(i)).append(' ');
        }
        String lower = text.toString().toLowerCase(Locale.ROOT);
        for (String word : LEGAL_WORDS) {
            if (lower.contains(word)) {
                return true;
            }
        }
        return false;
    }

    private static final List<String> LEGAL_WORDS = List.of("confidential", "privileged", "intended recipient",
            "intended solely", "intended only", "intended for", "disclos", "unauthori", "vertraulich", "unbefugt",
            "confidentiel", "destinataire",
            "confidencia", "destinatari", "riservat", "vertrouwelijk", "geadresseerde", "konfidentiell", "fortrolig",
            "poufn", "конфиденциал", "adresat", "保密", "机密", "機密", "秘密", "기밀", "비밀", "environment", "imprimir",
            "imprimer", "umwelt", "environnement", "medio ambiente", "meio ambiente",
            "liab", "virus", "d. lgs", "d.lgs", "recipient", "in error", "print");

    static boolean isBanner(Lines lines, int line) {
        return lines.length(line) > 9 && BANNERS.begin(lines, line);
    }
}
