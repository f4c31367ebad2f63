// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.google;

import com.google.api.services.gmail.model.ListMessagesResponse;
import com.google.api.services.gmail.model.Message;
import io.lamplighter.ingest.mailbox.MailboxFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What Gmail lists: ids and nothing else, page by page. */
final class MailLists {

    /** The most it lists in one answer. */
    static final long AT_ONCE = 500;

    private final GoogleCalls calls;
    private final MailSelection selection;

    MailLists(GoogleCalls calls, MailSelection selection) {
        this.calls = calls;
        this.selection = selection;
    }

    /** @return empty if the page is no longer known */
    Optional<ListMessagesResponse> list(List<String> labels, String search, String page, long most) {
        try {
            return Optional.of(calls.mail(GmailUnits.LIST, () -> calls.mail().messages().list(calls.user())
                    .setLabelIds(labels.isEmpty() ? null : labels).setQ(search).setMaxResults(most)
                    .setPageToken(page.isEmpty() ? null : page)));
        } catch (Refused refused) {
            if (refused.answer().status() == 400 && !page.isEmpty() && !refused.answer().says("failedPrecondition")) {
                return Optional.empty();
            }
            throw refused.failure();
        }
    }

    /** @param complete whether these are all there are */
    record Some(List<String> ids, boolean complete) {}

    /** The newest of what answers a search. */
    Some some(String search, int pages) {
        List<String> ids = new ArrayList<>();
        for (List<String> labels : selection.listings()) {
            String page = "";
            for (int i = 0; i < pages; i++) {
                ListMessagesResponse answer = list(labels, search, page, AT_ONCE).orElseThrow(
                        () -> new MailboxFailure.TryLater("Gmail lost its place in a list.", Duration.ZERO, null));
                ids.addAll(ids(answer));
                page = answer.getNextPageToken() == null ? "" : answer.getNextPageToken();
                if (page.isEmpty()) {
                    break;
                }
            }
            if (!page.isEmpty()) {
                return new Some(ids, false);
            }
        }
        return new Some(ids, true);
    }

    /** Every id that answers a search, for the price of the listing. */
    Set<String> all(String search) {
        Set<String> ids = new TreeSet<>();
        for (List<String> labels : selection.listings()) {
            ids.addAll(all(labels, search));
        }
        return ids;
    }

    /** The same, of what has all of these labels. */
    Set<String> all(List<String> labels, String search) {
        Set<String> ids = new TreeSet<>();
        String page = "";
        do {
            ListMessagesResponse answer = list(labels, search, page, AT_ONCE).orElseThrow(
                    () -> new MailboxFailure.TryLater("Gmail lost its place in a list.", Duration.ZERO, null));
            ids.addAll(ids(answer));
            page = answer.getNextPageToken() == null ? "" : answer.getNextPageToken();
        } while (!page.isEmpty());
        return ids;
    }

    static List<String> ids(ListMessagesResponse answer) {
        // No messages at all: the field is then left out.
        return answer.getMessages() == null
                ? List.of()
                : answer.getMessages().stream().map(Message::getId).filter(Objects::nonNull).distinct().toList();
    }
}
