// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.transcript;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Whether the words before a colon, or on a line of their own, can be somebody's name. */
final class Labels {
    private static final int LONGEST = 70;
    private static final int MOST_WORDS = 6;
    /** A bracket behind the name: {@code (Guest)}, {@code [External]}, {@code （访客）}. */
    private static final Pattern SUFFIX = Pattern.compile("\\s*[(（\\[【][^()（）\\[\\]【】]{0,60}[)）\\]】]\\s*$");
    private static final Set<String> PARTICLES = Set.of("de", "da", "do", "dos", "del", "della", "di", "du", "van",
            "von",
            "der", "den", "ter", "ten", "la", "le", "al", "bin", "ibn", "ben", "zu", "zur", "af", "av", "y", "e", "st",
            "dr", "mr", "mrs", "ms", "prof", "and", "und", "&", "|", "-", "–", "/", "@", "at", "bei", "of", "from");

    /** What stands before a colon in notes and mail: never a person. Lower case; a plural's s does not matter. */
    private static final Set<String> NOT_NAMES = Set.of("attendee", "participant", "present", "absent", "apologie",
            "date", "time", "start", "end", "duration", "location", "place", "subject", "title", "topic", "agenda",
            "meeting", "meeting id", "meeting title", "meeting date", "meeting note", "passcode", "password", "dial-in",
            "note", "minute", "summary", "overview", "background", "context", "discussion", "decision", "action",
            "action item", "next step", "next meeting", "follow-up", "follow up", "followup", "todo", "to do", "to-do",
            "task", "owner", "due", "deadline", "budget", "price", "pricing", "timeline", "risk", "issue", "question",
            "open question", "answer", "problem", "solution", "pain", "pain point", "need", "requirement", "goal",
            "objective", "outcome", "result", "status", "update", "key takeaway", "takeaway", "highlight", "conclusion",
            "recommendation", "competitor", "competition", "champion", "decision maker", "decision criteria",
            "decision process", "economic buyer", "metric", "company", "customer", "client", "account", "opportunity",
            "deal", "stage", "amount", "value", "close date", "product", "contact", "phone", "email", "e-mail", "mail",
            "from", "to", "cc", "bcc", "sent", "re", "fwd", "fw", "link", "url", "http", "https", "www", "file",
            "attachment", "recording", "transcript", "keyword", "summary keyword", "speaker", "host", "organizer",
            "organiser", "prepared by", "author", "recorded on", "recorded by", "warning", "important", "example",
            "remark", "comment", "feedback", "blocker", "blocked", "done", "pro", "con", "step", "week", "day", "today",
            "tomorrow", "yesterday", "ps", "p.s", "nb", "n.b", "fyi", "tl;dr", "language", "kind", "type", "version",
            "teilnehmer", "teilnehmende", "anwesend", "abwesend", "datum", "uhrzeit", "ort", "thema", "themen",
            "betreff", "protokoll", "notiz", "notizen", "zusammenfassung", "ergebnis", "ergebnisse", "beschlus",
            "beschluss", "aufgabe", "aufgaben", "nächste schritte", "nächster schritt", "nächster termin", "frage",
            "fragen", "preis", "termin", "risiko", "risiken", "offene punkte", "verantwortlich", "wichtig", "hinweis",
            "kunde", "ziel", "ziele", "von", "an", "am", "tagesordnung", "dauer", "beginn", "ende", "date et heure",
            "ordre du jour", "prochaine étape", "prochaines étape", "décision", "compte rendu", "objet", "lieu",
            "asistente", "fecha", "hora", "asunto", "acuerdo", "próximos paso", "próximo paso", "resumen", "참석자", "참석",
            "참가자", "일시", "날짜", "시간", "장소", "주제", "안건", "제목", "회의", "회의명", "회의록", "내용", "요약", "결정", "결정사항", "결정 사항",
            "결론", "액션", "액션 아이템", "다음 단계", "다음단계", "향후 계획", "후속 조치", "이슈", "질문", "답변", "가격", "예산", "일정", "비고", "메모",
            "작성자", "담당", "담당자", "기한", "논의", "논의 사항", "논의사항", "목적", "배경", "링크", "고객사", "고객", "주의", "참고", "키워드", "与会者",
            "与会人员",
            "參會人", "参会人", "参会人员", "出席", "出席者", "參與者", "参与者", "时间", "時間", "日期", "地点", "地點", "主题", "主題", "议题", "議題", "议程",
            "議程", "会议", "會議", "会议主题", "会议时间", "会议纪要", "纪要", "總結", "总结", "摘要", "决定", "決定", "结论", "結論", "下一步", "后续", "後續",
            "行动项", "待办", "待辦", "问题", "問題", "回答", "价格", "價格", "预算", "預算", "备注", "備註", "负责人", "負責人", "记录人", "关键词", "關鍵詞",
            "链接", "客户", "客戶", "目的", "背景", "注意", "参加者", "日時", "場所", "議事録", "決定事項", "課題", "次回", "次のステップ", "備考", "担当",
            "目標",
            "概要", "内容");

    private static final Pattern ADDRESS = Pattern.compile("[\\w.+-]{1,64}@[\\w.-]{1,100}");
    private static final String NEVER = "?!;,\"“”…{}=*#<>\\。、！？；";

    private Labels() {}

    /** The name without what programs put behind it in brackets. */
    static String bare(String label) {
        String bare = label.strip();
        for (int i = 0; i < 3 && bare.length() <= LONGEST && endsInBracket(bare); i++) {
            String shorter = SUFFIX.matcher(bare).replaceFirst("");
            if (shorter.isEmpty() || shorter.equals(bare)) {
                break;
            }
            bare = shorter;
        }
        return bare;
    }

    private static boolean endsInBracket(String label) {
        return !label.isEmpty() && ")）]】".indexOf(label.charAt(label.length() - 1)) >= 0;
    }

    static boolean isName(String label) {
        if (label.isBlank() || label.length() > LONGEST || label.contains("://")) {
            return false;
        }
        String bare = bare(label);
        if (bare.indexOf('@') > 0 && ADDRESS.matcher(bare).matches()) {
            return true;
        }
        return Voices.isNobody(bare) && bare.length() > 1 || isWord(bare) && !isTopic(bare) && words(bare);
    }

    /** Letters in it, and none of the marks that sentences have; one comma may part last name and first. */
    private static boolean isWord(String bare) {
        String checked = bare.replaceFirst(", ?", " ");
        for (int i = 0; i < checked.length(); i++) {
            if (NEVER.indexOf(checked.charAt(i)) >= 0) {
                return false;
            }
        }
        return checked.codePoints().anyMatch(Character::isLetter);
    }

    static boolean isTopic(String label) {
        String lower = label.strip().toLowerCase(Locale.ROOT);
        String one = lower.endsWith("s") ? lower.substring(0, lower.length() - 1) : lower;
        return NOT_NAMES.contains(lower) || NOT_NAMES.contains(one);
    }

    private static boolean words(String bare) {
        List<String> words = Arrays.stream(bare.split("[\\s,]+")).filter(word -> !word.isEmpty()).toList();
        if (words.isEmpty() || words.size() > MOST_WORDS || isNumbered(bare) && !Voices.isNobody(bare)) {
            return false;
        }
        if (bare.codePoints().anyMatch(Labels::isUncased)) {
            return words.size() <= 4 && bare.length() <= 30;
        }
        long high = words.stream().filter(word -> Character.isUpperCase(word.codePointAt(0))).count();
        boolean others = words.stream().allMatch(word -> Character.isUpperCase(word.codePointAt(0))
                || PARTICLES.contains(word.toLowerCase(Locale.ROOT)) || !Character.isLetter(word.codePointAt(0)));
        // Chat exports and some recorders write one lower-case name.
        return high > 0 && others || words.size() == 1 && bare.length() <= 20 || Voices.isNobody(bare);
    }

    private static boolean isNumbered(String bare) {
        return Character.isDigit(bare.charAt(bare.length() - 1));
    }

    private static boolean isUncased(int c) {
        return Character.isIdeographic(c) || c >= 0xAC00 && c <= 0xD7A3 || c >= 0x3040 && c <= 0x30FF;
    }
}
