// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.samples.world;

import java.nio.charset.StandardCharsets;
import java.time.ZonedDateTime;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A message that is kept as a whole; where it belongs is in the name of its file. */
final class RawMessage {

    private static final Pattern NAME = Pattern
            .compile("([a-z]+)\\.([A-Za-z]+)\\.(-\\d+)([dhm])(?:_(\\d{2})(\\d{2}))?\\.[^.]+\\.eml");

    private RawMessage() {}

    static Delivery delivery(String fileName, String text, WorldTime time) {
        Matcher name = NAME.matcher(fileName);
        if (!name.matches()) {
            throw new IllegalArgumentException("no MAILBOX.FOLDER.AT.name.eml: " + fileName);
        }
        String offset = name.group(3) + name.group(4)
                + (name.group(5) == null ? "" : " " + name.group(5) + ":" + name.group(6));
        ZonedDateTime at = time.past(time.at(offset));
        String filled = time.inText(text.replace("{{date}}", Posted.date(at)));
        return new Delivery(name.group(1), Delivery.Folder.valueOf(name.group(2).toUpperCase(Locale.ROOT)),
                at.toInstant(), filled.replaceAll("\\R", "\r\n").getBytes(StandardCharsets.UTF_8));
    }
}
