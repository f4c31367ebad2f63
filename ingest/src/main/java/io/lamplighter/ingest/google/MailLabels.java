// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.google;

import com.google.api.services.gmail.model.Label;
import io.lamplighter.ingest.mailbox.FolderChoice;
import io.lamplighter.ingest.mailbox.MailboxFolder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The labels of an account: which of them somebody left out, and all of them for somebody who chooses. Thread-safe: messages are read by several. */
final class MailLabels {

    /** Of more labels than these the count is not asked: each costs a request. */
    private static final int COUNTED = 60;

    /** Never read; the rest of Gmail's own labels say nothing about where mail lies. */
    private static final Map<String, String> NEVER = Map.of("DRAFT", "Drafts are not sent yet.", "SPAM",
            "Gmail deletes spam after thirty days; it is nobody's word to you.", "TRASH",
            "What is in the trash was thrown away; Gmail deletes it after thirty days.", "CHAT", "Chats are no mail.");
    private static final Set<String> PLACES = Set.of("INBOX", "SENT", "CATEGORY_PERSONAL", "CATEGORY_SOCIAL",
            "CATEGORY_PROMOTIONS", "CATEGORY_UPDATES", "CATEGORY_FORUMS");

    private final GoogleCalls calls;
    private final GoogleAccount account;
    private @Nullable Map<String, String> names;
    private @Nullable Map<String, String> leftOut;

    MailLabels(GoogleCalls calls) {
        this.calls = calls;
        this.account = calls.account();
    }

    /** Why mail with each of these labels, by id, is not read; costs nothing where nobody left any out. */
    synchronized Map<String, String> leftOut() {
        Map<String, String> known = leftOut;
        if (known == null) {
            known = new LinkedHashMap<>();
            if (!account.choice().leftOut().isEmpty()) {
                for (Map.Entry<String, String> label : names().entrySet()) {
                    String by = leftOutBy(label.getKey(), label.getValue());
                    if (by != null) {
                        known.put(label.getKey(), "left out: the label " + by);
                    }
                }
            }
            leftOut = known;
        }
        return known;
    }

    /** A label lies in another where its name says so: {@code Private/Doctor}. */
    private @Nullable String leftOutBy(String id, String name) {
        FolderChoice choice = account.choice();
        String at = name;
        while (!at.isEmpty()) {
            String label = at.equals(name) ? id : idOf(at);
            if (choice.read().contains(label)) {
                return null;
            }
            if (choice.leftOut().contains(label)) {
                return at;
            }
            at = at.substring(0, Math.max(0, at.lastIndexOf('/')));
        }
        return null;
    }

    private String idOf(String name) {
        return names().entrySet().stream().filter(e -> e.getValue().equals(name)).map(Map.Entry::getKey).findFirst()
                .orElse("");
    }

    private synchronized Map<String, String> names() {
        Map<String, String> known = names;
        if (known == null) {
            known = new LinkedHashMap<>();
            List<Label> labels = calls.plainMail(GmailUnits.LABEL, () -> calls.mail().labels().list(calls.user()))
                    .getLabels();
            for (Label label : labels == null ? List.<Label>of() : labels) {
                if (label.getId() != null) {
                    known.put(label.getId(), Objects.requireNonNullElse(label.getName(), label.getId()));
                }
            }
            names = known;
        }
        return known;
    }

    List<MailboxFolder> described() {
        List<MailboxFolder> described = new ArrayList<>();
        for (Map.Entry<String, String> label : names().entrySet()) {
            String id = label.getKey();
            boolean never = NEVER.containsKey(id);
            if (never || isPlace(id)) {
                boolean byDefault = !never && (account.labels().isEmpty() || account.labels().contains(id));
                boolean isRead = byDefault && !leftOut().containsKey(id);
                described.add(new MailboxFolder(id, label.getValue(),
                        described.size() < COUNTED ? count(id) : MailboxFolder.UNKNOWN, isRead, byDefault,
                        !never && !id.equals("INBOX") && !id.equals("SENT"), why(id, isRead)));
            }
        }
        return described;
    }

    /** A label of the user's own, or one of Gmail's that says where mail lies. */
    private static boolean isPlace(String id) {
        return PLACES.contains(id) || id.startsWith("Label_");
    }

    private String why(String id, boolean isRead) {
        if (NEVER.containsKey(id)) {
            return NEVER.getOrDefault(id, "");
        }
        if (isRead) {
            return id.equals("INBOX") || id.equals("SENT") ? "Without it there is nothing to read." : "";
        }
        return account.choice().leftOut().contains(id)
                ? "Left out by choice. Mail with this label is not read, whatever other labels it has."
                : leftOut().containsKey(id) ? "It lies in a label that is left out." : "Only some labels were chosen.";
    }

    private long count(String id) {
        Integer messages = calls.plainMail(GmailUnits.LABEL, () -> calls.mail().labels().get(calls.user(), id))
                .getMessagesTotal();
        return messages == null ? MailboxFolder.UNKNOWN : messages;
    }
}
