// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.graph;

import io.lamplighter.ingest.mailbox.FolderChoice;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * What to read of one Microsoft 365 mailbox.
 *
 * @param base where Graph answers, with its version; national clouds have hosts of their own
 * @param user {@link #ME} with a user's own consent, else the user's id or principal name
 * @param address the mailbox's own address, to tell its answer to an invitation; empty where it is not known
 * @param folders the folders to read, by id, path ({@code Inbox/Deals}) or well-known name ({@code archive}); empty for all
 *     but drafts, junk, deleted mail and what programs keep for themselves
 * @param choice what was chosen beside {@link #folders}, by id; one that is left out leaves out what lies in it
 * @param since mail received before is not read
 * @param calendar whether the calendar is read, too
 * @param transcripts whether transcripts of online meetings that the user organised are read, too
 */
public record GraphAccount(URI base, String user, String address, List<String> folders, FolderChoice choice,
        Instant since,
        boolean calendar, boolean transcripts) {

    /** Graph of the clouds that are no nation's own. */
    public static final URI WORLD = URI.create("https://graph.microsoft.com/v1.0");

    /** As {@link #user}: whoever the token belongs to. */
    public static final String ME = "me";

    public GraphAccount {
        Objects.requireNonNull(base, "base");
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(address, "address");
        folders = List.copyOf(folders);
        Objects.requireNonNull(choice, "choice");
        Objects.requireNonNull(since, "since");
    }

    /** One for which nobody chose more than {@code folders}. */
    public GraphAccount(URI base, String user, String address, List<String> folders, Instant since, boolean calendar,
            boolean transcripts) {
        this(base, user, address, folders, FolderChoice.NONE, since, calendar, transcripts);
    }

    /** {@code /me} or {@code /users/...}: what every address of the mailbox begins with. */
    String path() {
        return isMe() ? "/me" : "/users/" + URLEncoder.encode(user, StandardCharsets.UTF_8).replace("+", "%20");
    }

    boolean isMe() {
        return user.equals(ME);
    }

    /** For people. */
    String name() {
        return !address.isEmpty() ? address : isMe() ? "the mailbox" : user;
    }
}
