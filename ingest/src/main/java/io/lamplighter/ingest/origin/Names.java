// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.origin;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The name of a person before a word or an address: {@code my colleague Lee Fox (lee@…}, {@code 请联系李雷（lee@…}. */
final class Names {
    private static final int NEAR = 70;
    private static final int MOST_WORDS = 4;
    private static final List<String> CONNECTORS = List.of("at", "via", "by", "on", "email", "e-mail", "mail", "mailto",
            "unter", "per", "an", "die", "der", "das", "adresse", "mailadresse", "e-mail-adresse", "à", "a",
            "l'adresse",
            "l’adresse", "suivante", "en", "el", "al", "correo", "all'indirizzo", "all’indirizzo", "indirizzo", "pelo",
            "através", "do", "endereço", "op", "naar", "adres", "pod", "na", "adresem", "по", "адресу", "почте", "på",
            "under", "adressen", "address", "that", "dass", "que", "che", "ist", "is", "has", "hat", "har", "am",
            "now", "nun", "leider", "unfortunately");
    private static final List<String> NO_NAMES = List.of("sie", "ihnen", "please", "bitte", "sir", "madam", "dear",
            "damen", "herren", "bonjour", "hello", "hi", "hallo", "hola", "merci", "danke", "thanks", "email", "e-mail",
            "contact", "kontakt", "team", "contactez", "contacte", "contattare", "favor", "i", "kindly", "the", "for",
            "my", "our", "your", "we", "you", "in", "if", "urgences", "urgencias", "urgenze", "vertretung", "this",
            "здравствуйте", "пожалуйста", "dzień", "dobry", "tel", "uhr", "ihre", "mein", "meine");
    private static final List<String> TITLES = List.of("herr", "herrn", "frau", "mr", "mrs", "ms", "mme", "m", "mlle",
            "dr",
            "sr", "sra", "sig", "signor", "signora", "dhr", "mevr", "kollege", "kollegin", "kollegen", "vertreter",
            "vertreterin", "assistentin", "pan", "pani", "panem", "panią");
    private static final List<String> PARTICLES = List.of("van", "von", "de", "der", "den", "da", "di", "del", "la",
            "le",
            "dos", "zu", "af", "el", "bin", "al");

    /** Three syllables, or two to four where a title follows. */
    private static final Pattern KOREAN = Pattern.compile("(?:^|[\\s,:])(?:([가-힣]{3})|([가-힣]{2,4}?)\\s?"
            + "(?:과장|부장|대리|팀장|차장|사원|이사|대표|실장|매니저|책임|선임|님|씨)(?:님)?)(?:께서는|께서|은|는|이|가)?$");
    private static final List<String> NO_KOREAN_NAMES = List.of("이메일", "담당자", "메일로", "연락처", "아래의", "주소로", "동료인", "홈페이",
            "이쪽으", "사항은", "용무는", "문의는", "업무는", "경우는", "회사는", "분께서");
    private static final Pattern HAN = Pattern
            .compile("([\\p{IsHan}々]{2,5}?)\\s?(?:先生|女士|小姐|经理|經理|さん|様|氏|课长|課長|部長)?(?:は|が|已|也)?");
    private static final Pattern HAN_LEAD = Pattern
            .compile("^.*(?:联系|聯絡|联络|致电|致電|请洽|請洽|洽|同事|同仁|转至|轉至|咨询|找|是|为|為|の|は|、|。|，|,|:|：| )");

    private Names() {}

    /** Empty where no name stands there. */
    static String before(String text, int at) {
        String near = text.substring(Math.max(0, at - NEAR), at);
        String open = near.replaceAll("[\\s(<\\[（【「:：,，–—\"'/|-]+$", "");
        if (open.isEmpty()) {
            return "";
        }
        return open.codePointBefore(open.length()) > 0x2E80 ? eastern(open) : western(open);
    }

    private static String eastern(String near) {
        if (near.charAt(near.length() - 1) >= '\uAC00') {
            Matcher name = KOREAN.matcher(near);
            String found = !name.find() ? "" : name.group(1) == null ? name.group(2) : name.group(1);
            return NO_KOREAN_NAMES.contains(found) ? "" : found;
        }
        Matcher lead = HAN_LEAD.matcher(near);
        Matcher name = HAN.matcher(lead.find() ? near.substring(lead.end()) : near);
        return name.matches() ? name.group(1) : "";
    }

    private static String western(String near) {
        String[] words = near.split("[\\s(<]+");
        int last = words.length - 1;
        while (last >= 0 && CONNECTORS.contains(plain(words[last]))) {
            last--;
        }
        List<String> name = new ArrayList<>();
        boolean titled = false;
        for (int i = last; i >= 0 && name.size() < MOST_WORDS; i--) {
            String word = words[i];
            boolean ended = i < last && ".,:;!?".indexOf(word.charAt(Math.max(0, word.length() - 1))) >= 0;
            if (ended || !isNamed(word) && (name.isEmpty() || !PARTICLES.contains(word))) {
                titled |= TITLES.contains(plain(word));
                break;
            }
            if (TITLES.contains(plain(word))) {
                titled = true;
                break;
            }
            name.addFirst(word.replaceAll("[,.:;]+$", ""));
        }
        while (!name.isEmpty() && PARTICLES.contains(name.getFirst())) {
            name.removeFirst();
        }
        return name.size() > 1 || titled && !name.isEmpty() ? String.join(" ", name) : "";
    }

    private static boolean isNamed(String word) {
        return !word.isEmpty() && Character.isUpperCase(word.charAt(0)) && !NO_NAMES.contains(plain(word))
                && word.chars().allMatch(c -> Character.isLetter(c) || "-'’.,:;".indexOf(c) >= 0);
    }

    private static String plain(String word) {
        return word.toLowerCase(Locale.ROOT).replaceAll("[.,:;]+$", "");
    }

    /** Whether both have a word in common. */
    static boolean alike(String name, String other) {
        List<String> words = List.of(other.toLowerCase(Locale.ROOT).split("[\\s,@]+"));
        for (String word : name.toLowerCase(Locale.ROOT).split("[\\s,]+")) {
            if (words.contains(word)) {
                return true;
            }
        }
        return false;
    }
}
