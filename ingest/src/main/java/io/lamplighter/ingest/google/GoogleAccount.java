// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.google;

import io.lamplighter.ingest.mailbox.FolderChoice;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * What to read of one Google account.
 *
 * @param user the address, or {@code me} for whoever gave consent
 * @param labels ids of the labels to read; empty for all mail but spam, trash, drafts and chats
 * @param choice labels, by id, whose mail somebody left out; a label within one that is left out goes with it
 * @param since no mail and no meeting from before is read; stays what it was when the mailbox was connected
 */
public record GoogleAccount(String user, List<String> labels, FolderChoice choice, Instant since, boolean calendar,
        boolean transcripts, GoogleHosts hosts) {

    /** Reads mail; the messages are the user's own words, hence a restricted scope. */
    public static final String MAIL_SCOPE = "https://www.googleapis.com/auth/gmail.readonly";
    public static final String CALENDAR_SCOPE = "https://www.googleapis.com/auth/calendar.events.readonly";
    public static final String TRANSCRIPTS_SCOPE = "https://www.googleapis.com/auth/meetings.space.readonly";

    public GoogleAccount {
        Objects.requireNonNull(user, "user");
        labels = List.copyOf(labels);
        Objects.requireNonNull(choice, "choice");
        Objects.requireNonNull(since, "since");
        Objects.requireNonNull(hosts, "hosts");
    }

    /** One for which nobody chose more than {@code labels}. */
    public GoogleAccount(String user, List<String> labels, Instant since, boolean calendar, boolean transcripts,
            GoogleHosts hosts) {
        this(user, labels, FolderChoice.NONE, since, calendar, transcripts, hosts);
    }

    /** All mail there is, the calendar and transcripts. */
    public static GoogleAccount of(String user) {
        return new GoogleAccount(user, List.of(), Instant.EPOCH, true, true, GoogleHosts.GOOGLE);
    }

    /** What consent has to be asked for, and nothing more. */
    public Set<String> scopes() {
        Set<String> scopes = new LinkedHashSet<>(Set.of(MAIL_SCOPE));
        if (calendar) {
            scopes.add(CALENDAR_SCOPE);
        }
        if (transcripts) {
            scopes.add(TRANSCRIPTS_SCOPE);
        }
        return scopes;
    }
}
