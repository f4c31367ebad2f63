// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.metrics;

import ch.qos.logback.classic.spi.ILoggingEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.KeyValuePair;
import org.springframework.boot.json.JsonWriter;
import org.springframework.boot.logging.structured.StructuredLoggingJsonMembersCustomizer;

/**
 * Gives every structured line about a mailbox, or written during a turn of one, the field {@code mailbox_id}, whoever wrote it: ours
 * name the mailbox themselves, and those of libraries know it from their thread alone.
 */
public final class MailboxOfLine implements StructuredLoggingJsonMembersCustomizer<ILoggingEvent> {

    /** In the context of a thread that reads a mailbox. Not the name that our lines use: a JSON object has each name once. */
    public static final String TURN_OF = "turn_of_mailbox";

    private static final String OURS = "mailbox";

    @Override
    public void customize(JsonWriter.Members<ILoggingEvent> members) {
        members.add("mailbox_id", MailboxOfLine::mailbox).whenNotNull();
    }

    private static @Nullable String mailbox(ILoggingEvent line) {
        List<KeyValuePair> values = line.getKeyValuePairs();
        if (values != null) {
            for (KeyValuePair value : values) {
                if (value.key.equals(OURS)) {
                    return String.valueOf(value.value);
                }
            }
        }
        return line.getMDCPropertyMap().get(TURN_OF);
    }
}
