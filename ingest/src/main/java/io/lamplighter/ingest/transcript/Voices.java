// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.transcript;

import java.util.Locale;
import java.util.regex.Pattern;

/** What recorders write where they know no name. */
final class Voices {
    private static final Pattern NOBODY = Pattern.compile("(?:(?:unknown|unidentified|unnamed|anonymous) ?(?:speaker|"
            + "participant|user|caller)?|(?:speaker|spk|participant|attendee|caller|guest|user|person|voice|phone|"
            + "sprecher|sprecherin|unbekannt|teilnehmer|gast|locuteur|intervenant|orateur|orador|hablante|interlocutor|"
            + "participante|parlante|relatore|spreker|mówca|talare|спикер|говорящий|участник|zoom user|iphone|ipad|"
            + "(?:meeting|conference|board) ?room|unbekannter sprecher|konferenzraum|"
            + "발언자|화자|참석자|참가자|스피커|알 수 없음|회의실|发言人|發言人|说话人|說話人|说话者|讲话人|講者|话者|話者|参会人|参与者|与会者|未知|未知发言人|"
            + "スピーカー|発言者|不明|ゲスト|会议室|會議室|会議室)[ _#№.-]{0,3}(?:[a-z]|\\d{1,4})?(?: ?\\(\\d+\\))?|"
            + "[+(]\\d[\\d ().*x-]{4,20}|\\d{2,8}\\*{2,6}\\d{2,6}|\\d{10,13}|q|a|host|moderator|interviewer|interviewee|\\?+|n/?a|-)");

    private Voices() {}

    static boolean isNobody(String label) {
        return label.length() <= 60 && NOBODY.matcher(label.strip().toLowerCase(Locale.ROOT)).matches();
    }
}
