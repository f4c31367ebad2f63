// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.transcript;

import io.lamplighter.ingest.transcript.OutcomeHint.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The phrases that say what came of a meeting, in English, German, Korean and Chinese. */
final class OutcomePhrases {
    private static final String MEETING = "(?:meeting|call|demo|appointment|session|workshop|review|kick-?off|sync|visit)";
    private static final String TERMIN = "(?:termin|meeting|gespräch|besprechung|call|demo|workshop|besuch)";
    private static final String HUI = "(?:会议|會議|会面|會面|拜访|拜訪|演示|通话|通話|会|會)";
    private static final String HOEUI = "(?:회의|미팅|통화|콜|데모|방문|약속|일정)";
    private static final String WHEN = "(?:on |by |next |this |tomorrow|monday|tuesday|wednesday|thursday|friday|the \\d|january|"
            + "february|march|april|may \\d|june|july|august|september|october|november|december|end of)";

    /** What makes a phrase say nothing: no, if, would, a question. */
    private static final Pattern OPEN = Pattern
            .compile("[?？]|\\b(?:if|unless|whether|should we|could we|would|might|may have to|"
                    + "in case|want to avoid|no need|not|never|didn't have to|don't|won't|wasn't|isn't|falls|wenn|ob|sollten wir|"
                    + "könnten|nicht|kein|keine|keinen|vielleicht|no next steps?|none)\\b|n't\\b|(?:[가-힣]면[ ,]|않|지 말|못|안 |없)|(?:如果|要是|是否|"
                    + "不用|不需要|没有|沒有|不会|不會|不要|未|别|吗|嗎)");
    /** In a no-show the "not" is the news. */
    private static final Pattern ASKED = Pattern
            .compile("[?？]|\\b(?:if|unless|whether|would|might|in case|wenn|falls|ob)\\b|"
                    + "[가-힣]면[ ,]|(?:如果|要是|是否|吗|嗎)");

    private static final Map<Kind, List<Pattern>> PHRASES = new TreeMap<>(Map.of(
            Kind.NO_SHOW, patterns("\\bno[- ]shows?\\b(?! rate| fee| polic)",
                    "\\b(?:did not|didn['’]t|never|has not|hasn['’]t|failed to) (?:show up|turn up|join(?:ed)?|dial(?:ed)? in|appear|"
                            + "come to the " + MEETING + "|attend the " + MEETING + ")",
                    "\\b(?:nobody|no one|no-one) (?:showed up|turned up|joined|dialed in|came)\\b",
                    "\\bstood (?:us|me) up\\b",
                    "\\bnicht (?:erschienen|aufgetaucht|gekommen|eingewählt)\\b",
                    "\\bniemand (?:ist |war )?(?:erschienen|da|gekommen)\\b",
                    "노쇼|(?:(?:참석|접속|입장|참여)하|나타나|나오|오시)지 ?(?:않|못)|불참(?:하|했|함|으로)|아무도 (?:안|오지|들어오지)",
                    "(?:没有|沒有|没|沒|未)(?:人)?(?:出席|参加|參加|出现|出現|到场|到場|上线|上線|露面)|放了?(?:我们|我們|我)?鸽子|爽约|爽約|无人参加|無人參加"),
            Kind.RESCHEDULED, patterns(
                    "\\b(?:" + MEETING + "|it|this|we|they|he|she|customer|client)\\b.{0,30}\\bre-?scheduled\\b",
                    "^re-?scheduled (?:to|for|until|on)\\b", "\\blet['’]?s re-?schedule\\b",
                    "\\b(?:the|our|this|today's) " + MEETING
                            + " (?:was|has been|is|got) (?:moved|postponed|pushed|shifted)\\b",
                    "\\b(?:moved|postponed|pushed back|shifted) (?:the|our|this|today's) " + MEETING
                            + " (?:to|until|by)\\b",
                    "\\b(?:verschoben|verlegt)\\b.{0,30}\\b(?:auf|wurde|worden|haben)\\b|\\b" + TERMIN
                            + "\\b.{0,60}\\b(?:verschoben|verlegt)\\b|\\bverschieben wir\\b.{0,30}\\bauf\\b",
                    HOEUI + "[은는이가을를]? .{0,20}(?:연기|미뤄|미루|변경)(?:되|됐|했|하기로|졌|함|됨)|일정(?:을|이)? (?:재조정|다시 잡)",
                    HUI + ".{0,12}(?:改期|延期|推迟到|推遲到|改到|延后|延後)|(?:改期|延期|推迟|推遲|改)到|已(?:改期|延期)"),
            Kind.CANCELLED, patterns(
                    "\\b(?:the|our|this|today's) " + MEETING
                            + " (?:was|has been|is|got|had been) (?:cancell?ed|called off)\\b",
                    "\\b(?:cancell?ed|called off) (?:the|our|this|today's) " + MEETING + "\\b",
                    "^" + MEETING + " (?:was |has been )?(?:cancell?ed|called off)\\b",
                    "\\b(?:der|das|unser|dieser|die) " + TERMIN
                            + "\\b.{0,40}\\b(?:abgesagt|storniert|ausgefallen)\\b|\\b" + TERMIN
                            + " (?:wurde |ist )?(?:abgesagt|ausgefallen)\\b|\\b(?:hat|haben) (?:den|das|unser(?:en)?) "
                            + TERMIN
                            + " abgesagt\\b",
                    HOEUI + "[은는이가을를]? ?(?:.{0,10})취소(?:되|됐|했|하기로|함|됨)", HUI + "(?:.{0,8})取消|取消(?:了)?(?:.{0,6})" + HUI),
            Kind.NEXT_STEP, patterns("\\b(?:next steps?|action items?|follow[- ]?ups?)\\s?[:：-]\\s?\\S.{3,}",
                    "\\b(?:the )?next step (?:is|will be)\\b",
                    "\\b(?:agreed|decided) (?:to|on|that we)\\b.{0,80}\\b(?:meet|call|send|schedule|sign|start|pilot|review|demo|"
                            + "proposal|contract|workshop|trial|follow)",
                    "\\b(?:i|we)(?:['’]ll| will) (?:send|share|prepare|draft|forward|set up|schedule|book)\\b.{0,100}\\b"
                            + WHEN,
                    "\\b(?:let['’]?s|we(?:['’]ll| will)) (?:meet|talk|speak|reconvene|regroup)(?: again)?\\b.{0,40}\\b"
                            + WHEN,
                    "\\b(?:nächste[rn]? schritte?|to-?dos?|nächster termin)\\s?[:：-]\\s?\\S.{3,}|\\bnächster schritt ist\\b",
                    "\\b(?:vereinbart|verabredet|abgesprochen)\\b.{0,10}(?:, dass|:|, )|\\b(?:haben|wurde) .{0,80}\\bvereinbart\\b",
                    "\\b(?:ich|wir) (?:schicke|schicken|sende|senden|melde|melden)\\b.{0,80}\\b(?:bis|am|nächste|morgen)\\b",
                    "(?:다음|향후) ?(?:단계|계획|액션|스텝)[은는]?\\s?[:：]?\\s?\\S.{2,}|(?:하기로|보내기로|만나기로|진행하기로|논의하기로|검토하기로|송부하기로) ?(?:함|했|하였|합의|결정)",
                    "(?:까지|내일|다음 ?주).{0,30}(?:보내|송부|전달|공유)(?:드리겠|하겠|해 드리겠)",
                    "下一步(?:计划|計劃|行动|行動|工作)?(?:是|为|為|[:：])\\s?\\S.{1,}|(?:双方|雙方|我们|我們)?(?:约定|約定|商定|同意)(?:于|在|下)\\S{2,}",
                    "(?:明天|下周|下週|本周|本週|周[一二三四五]|[0-9]+[日号號])(?:之?前)?.{0,12}(?:发给|發給|发送|發送|提交|给您|給您|寄给|寄給)")));

    private OutcomePhrases() {}

    private static List<Pattern> patterns(String... phrases) {
        return List.of(phrases).stream().map(Pattern::compile).toList();
    }

    static List<Kind> in(String sentence) {
        String lower = sentence.toLowerCase(Locale.ROOT);
        List<Kind> kinds = new ArrayList<>(0);
        for (Map.Entry<Kind, List<Pattern>> entry : PHRASES.entrySet()) {
            boolean open = (entry.getKey() == Kind.NO_SHOW ? ASKED : OPEN).matcher(lower).find();
            if (!open && entry.getValue().stream().anyMatch(phrase -> phrase.matcher(lower).find())) {
                kinds.add(entry.getKey());
            }
        }
        return kinds;
    }
}
