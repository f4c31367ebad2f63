// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.graph;

import com.microsoft.graph.models.MailFolder;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which folder is the inbox, and which hold no mail of anybody. Names are in the mailbox's language; Graph tells these by a name
 * in the address only.
 *
 * @param ids folder ids by well-known name; a folder that the mailbox has not is missing
 */
record WellKnown(Map<String, String> ids) {

    /** The mailbox has no such folder. */
    private static final String NONE = "";

    static final String INBOX = "inbox";
    static final String SENT = "sentitems";

    /** Never read unless chosen. */
    private static final Set<String> LEFT_OUT = Set.of("drafts", "deleteditems", "junkemail", "outbox", "syncissues",
            "conversationhistory", "searchfolders", "recoverableitemsdeletions", "scheduled");
    /** Whether somebody may choose them all the same. */
    private static final Map<String, String> WHY = Map.of("junkemail",
            "Junk is nobody's word to you, most of the time.",
            "deleteditems", "What is here was thrown away.");
    private static final Pattern NAME = Pattern.compile("[a-z]{5,40}");

    WellKnown {
        ids = Map.copyOf(ids);
    }

    /** @param found what was asked for already; so that one failure among ten requests does not bring all ten again */
    static WellKnown of(GraphClient client, Map<String, String> found) {
        Set<String> names = new HashSet<>(LEFT_OUT);
        names.add(INBOX);
        names.add(SENT);
        client.account().folders().stream().filter(chosen -> NAME.matcher(chosen).matches()).forEach(names::add);
        names.forEach(name -> found.computeIfAbsent(name, n -> id(client, n)));
        return new WellKnown(found);
    }

    private static String id(GraphClient client, String name) {
        try {
            return Answers.text(client.get(client.url("/mailFolders/" + name + "?$select=id"),
                    MailFolder::createFromDiscriminatorValue).getId());
        } catch (GraphException failure) {
            // ErrorFolderNotFound and the like: not every mailbox has every one of them.
            boolean missing = failure.isGone() || failure.code().contains("folder");
            if (!missing || name.equals(INBOX)) {
                throw failure;
            }
            return NONE;
        }
    }

    boolean is(String name, String folder) {
        return folder.equals(ids.get(name));
    }

    /** Not even if somebody chooses it. */
    boolean isNeverRead(String folder) {
        return isLeftOut(folder) && WHY.keySet().stream().noneMatch(name -> is(name, folder));
    }

    /** Why a folder is left out unless somebody chooses it. */
    String why(String folder) {
        return WHY.entrySet().stream().filter(name -> is(name.getKey(), folder)).map(Map.Entry::getValue).findFirst()
                .orElseGet(() -> is("drafts", folder)
                        ? "Drafts are not sent yet."
                        : "It holds what programs keep for themselves.");
    }

    boolean isLeftOut(String folder) {
        return LEFT_OUT.stream().anyMatch(name -> is(name, folder));
    }
}
