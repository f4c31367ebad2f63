// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.sentiment.lexicon;

import java.util.List;

/**
 * What a Korean or Chinese sentence does to a phrase in it.
 *
 * @param deniesBefore what denies a phrase that follows within a few characters
 * @param deniesAfter what denies a phrase that it follows at once
 * @param contrasts after which the first half counts less
 * @param conditions which make a phrase of the same sentence depend on something
 */
record CharacterTurns(List<String> deniesBefore, List<String> deniesAfter, List<String> contrasts,
        List<String> conditions) {

    static final CharacterTurns KOREAN = new CharacterTurns(List.of("안 ", "못 "),
            List.of("지 않", "지는 않", "지도 않", "진 않", "하지 않", "되지 않", "은 아니", "는 아니", "건 아니", "것은 아니", "것 아니", "은 없", "는 없",
                    "도 없", "이 없", "가 없", "지 못", "하지 못"),
            List.of("하지만", "그러나", "다만", "그런데", "근데", "그렇지만", "그럼에도", "지만", "으나"), List.of("만약", "혹시", "다면", "으면 "));

    static final CharacterTurns CHINESE = new CharacterTurns(List.of("不", "没", "未", "无", "别", "并非", "不是", "没有"),
            List.of("不了", "不成"),
            List.of("但是", "但", "不过", "可是", "然而", "只是", "惟", "可惜", "遗憾"), List.of("如果", "要是", "假如", "倘若"));

    private static final int REACH_BEFORE = 3;
    private static final int REACH_AFTER = 4;

    Hit weigh(Hit found, String text, int sentenceStart, int sentenceEnd) {
        Hit hit = found;
        if (isDenied(hit, text, sentenceStart, sentenceEnd)) {
            hit = hit.turned(hit.weight() > 0 ? -0.6 : -0.4, "negated");
        }
        if (!hit.entry().signal().equals("condition")
                && conditions.stream().anyMatch(cue -> stands(cue, text, sentenceStart, found.start()))) {
            hit = hit.turned(0.6, "conditional");
        }
        boolean question = sentenceEnd < text.length()
                && (text.charAt(sentenceEnd) == '?' || text.charAt(sentenceEnd) == '？');
        if (question && !hit.entry().signal().equals("buying question")) {
            hit = hit.turned(0.6, "asked");
        }
        return contrasted(hit, text, sentenceEnd);
    }

    private boolean isDenied(Hit hit, String text, int sentenceStart, int sentenceEnd) {
        int before = Math.max(sentenceStart, hit.start() - REACH_BEFORE);
        int after = Math.min(sentenceEnd, hit.end() + REACH_AFTER);
        return deniesBefore.stream().anyMatch(
                cue -> text.startsWith(cue, hit.start() - cue.length()) && hit.start() - cue.length() >= before)
                || deniesAfter.stream().anyMatch(cue -> stands(cue, text, hit.end(), after));
    }

    private Hit contrasted(Hit hit, String text, int sentenceEnd) {
        int next = Math.min(text.length(), sentenceEnd + 8);
        return contrasts.stream().anyMatch(cue -> stands(cue, text, hit.end(), next))
                ? hit.turned(0.5, "taken back by what follows")
                : hit;
    }

    private static boolean stands(String cue, String text, int from, int to) {
        int at = text.indexOf(cue, from, Math.max(from, to));
        return at >= 0 && at + cue.length() <= to;
    }
}
