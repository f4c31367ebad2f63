// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.sentiment;

import java.util.Objects;
import java.util.regex.Pattern;

/**
 * A subject and what was written under it, as the one text that is scored. Everybody who scores something with a subject uses
 * this, so that the same interaction gets the same score everywhere.
 *
 * <p>A subject written by this author comes first, followed by an empty line. The subject of a reply or a forward was chosen
 * by somebody earlier in the conversation and is left out.
 *
 * @param text what to score; the spans of the evidence point into it
 * @param bodyStart where the body starts in {@code text}; subtract it from a span to point into the body
 */
public record Passage(String text, int bodyStart) {

    private static final Pattern ANSWER = Pattern
            .compile("^\\s*(re|aw|fw|fwd|sv|vs|wg|tr|rv|回复|回覆|答复|转发|轉寄|轉發|회신|답장|전달)\\s*[:：].*",
                    Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    public Passage {
        Objects.requireNonNull(text, "text");
    }

    public static Passage of(String subject, String body) {
        String own = subject.strip();
        if (own.isEmpty() || ANSWER.matcher(own).matches()) {
            return new Passage(body, 0);
        }
        return new Passage(own + "\n\n" + body, own.length() + 2);
    }
}
