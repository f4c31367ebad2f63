// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.transcript;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A name in the form in which two spellings of it are equal: lower case, without diacritics, titles and what programs
 * add; given name first.
 *
 * @param words Latin and the like: given names first; Chinese, Korean, Japanese: the whole name as one word
 * @param affiliation what stood in brackets behind it, lower case; empty where nothing did
 * @param titled whether a title was written with it, so that one word may be a family name
 */
record PersonName(List<String> words, String affiliation, boolean titled) {
    private static final int LONGEST = 120;
    private static final Pattern BRACKET = Pattern.compile("[(（\\[【<]([^()（）\\[\\]【】<>]{0,60})[)）\\]】>]");
    private static final Pattern BEHIND = Pattern.compile("\\s(?:[-–—|/@]|bei|von|from)\\s+(.{1,60})$");
    private static final Set<String> ADDED = Set.of("guest", "gast", "external", "extern", "unverified", "host",
            "organizer", "organiser", "presenter", "invité", "invitado", "ospite", "convidado", "co-host", "me",
            "she/her",
            "he/him", "they/them", "외부", "게스트", "호스트", "访客", "訪客", "来宾", "外部", "主持人", "ゲスト", "社外");
    private static final Set<String> TITLES = Set.of("mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor", "sir",
            "herr", "frau", "hr", "fr", "sr", "sra", "srta", "señor", "senor", "senora", "don", "dona", "mme", "mlle",
            "monsieur", "madame", "ing", "dipl-ing", "dipl", "mag", "sig", "sig.ra", "dott", "pan", "pani", "jr",
            "ii",
            "iii", "iv", "phd", "md", "mba", "cfa", "cpa", "esq", "pmp");
    /** Longer ones first: 대표이사 before 이사. */
    private static final List<String> ENDINGS = List.of("대표이사", "부사장", "본부장", "연구원", "매니저", "센터장", "선생님", "사장", "대표",
            "전무", "상무", "이사", "부장", "차장", "과장", "대리", "주임", "사원", "팀장", "실장", "책임", "선임", "수석", "교수", "박사", "선생", "원장",
            "프로", "님", "씨", "董事长", "董事長", "总经理", "總經理", "副总", "副總", "经理", "經理", "总监", "總監", "主任", "老师", "老師", "博士",
            "教授",
            "先生", "女士", "小姐", "总", "總", "工", "部長", "課長", "社長", "係長", "専務", "常務", "会長", "さん", "さま", "様", "氏", "君", "殿");

    /** The reading of a label or a display name; {@code Last, First} is turned round. */
    static PersonName of(String written) {
        String name = written.length() > LONGEST ? written.substring(0, LONGEST) : written;
        String plain = fold(Normalizer.normalize(name, Normalizer.Form.NFKC));
        StringBuilder affiliation = new StringBuilder();
        Matcher bracket = BRACKET.matcher(plain);
        while (bracket.find()) {
            affiliation.append(ADDED.contains(bracket.group(1).strip()) ? "" : bracket.group(1) + " ");
        }
        plain = bracket.replaceAll(" ").replace("\"", " ").strip();
        Matcher behind = BEHIND.matcher(plain);
        if (behind.find()) {
            affiliation.append(ADDED.contains(behind.group(1)) ? "" : behind.group(1));
            plain = plain.substring(0, behind.start());
        }
        return isUncased(plain) ? uncased(plain, affiliation.toString()) : latin(plain, affiliation.toString());
    }

    private static PersonName latin(String plain, String affiliation) {
        int comma = plain.indexOf(',');
        String turned = comma > 0 ? plain.substring(comma + 1) + " " + plain.substring(0, comma) : plain;
        List<String> words = new ArrayList<>();
        boolean titled = false;
        for (String word : turned.split("[\\s,]+")) {
            String bare = word.replaceAll("^[.'’-]+|[.'’]+$", "");
            titled |= TITLES.contains(bare);
            if (!bare.isEmpty() && !TITLES.contains(bare)) {
                words.add(bare);
            }
        }
        return new PersonName(List.copyOf(words), affiliation.strip(), titled);
    }

    /** Companies write {@code 김민수/과장/영업팀}, and some people both of their names. */
    private static PersonName uncased(String plain, String behind) {
        String[] parts = plain.split("[/|_]", 2);
        boolean first = isUncased(parts[0]);
        String own = first ? parts[0] : plain;
        String latin = own.replaceAll("[^a-z .-]", "").strip();
        String affiliation = (behind + " " + (first && parts.length > 1 ? parts[1] : "") + " " + latin).strip();
        String name = own.replaceAll("[a-z.]{2,}", " ").replaceAll("[\\s·・,]+", " ").strip();
        String whole = name.replace(" ", "");
        boolean titled = false;
        for (int i = 0; i < 3; i++) {
            String shorter = withoutEnding(whole);
            titled |= !shorter.equals(whole);
            whole = shorter;
        }
        boolean familiar = whole.length() == 2 && "小老阿".indexOf(whole.charAt(0)) >= 0;
        List<String> words = whole.isEmpty() ? List.of() : List.of(familiar ? whole.substring(1) : whole);
        return new PersonName(words, affiliation.strip(), titled || familiar);
    }

    /** A title leaves at least the family name. */
    private static String withoutEnding(String name) {
        for (String ending : ENDINGS) {
            if (name.endsWith(ending) && name.length() > ending.length()) {
                return name.substring(0, name.length() - ending.length());
            }
        }
        return name;
    }

    /** Lower case without diacritics; marks of other scripts than Latin, Greek and Cyrillic are letters and stay. */
    static String fold(String text) {
        String apart = Normalizer.normalize(text.toLowerCase(Locale.ROOT), Normalizer.Form.NFD);
        String without = Normalizer.normalize(apart.replaceAll("[\\u0300-\\u036F]", ""), Normalizer.Form.NFC);
        return without.replace("ß", "ss").replace("ø", "o").replace("æ", "ae").replace("œ", "oe").replace("ł", "l")
                .replace("đ", "d").replace("ı", "i").replace("ð", "d").replace("þ", "th");
    }

    /** {@code mueller} and {@code muller} are two foldings of one name. */
    static String umlauts(String word) {
        return word.replace("ae", "a").replace("oe", "o").replace("ue", "u");
    }

    private static boolean isUncased(String text) {
        return text.codePoints().anyMatch(c -> Character.isIdeographic(c) || c >= 0xAC00 && c <= 0xD7A3
                || c >= 0x3040 && c <= 0x30FF);
    }

    boolean isUncased() {
        return words.size() == 1 && isUncased(words.getFirst());
    }

    /** The words in any order, umlauts written either way. */
    List<String> sorted() {
        String[] all = words.stream().map(PersonName::umlauts).toArray(String[]::new);
        Arrays.sort(all);
        return List.of(all);
    }

    String first() {
        return words.isEmpty() ? "" : umlauts(words.getFirst());
    }

    String last() {
        return words.isEmpty() ? "" : umlauts(words.getLast());
    }

    String initials() {
        StringBuilder initials = new StringBuilder();
        words.forEach(word -> initials.append(word.charAt(0)));
        return initials.toString();
    }
}
