// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.google;

import com.google.api.services.gmail.model.History;
import com.google.api.services.gmail.model.ListHistoryResponse;
import com.google.api.services.gmail.model.Message;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What happened in a mailbox since some moment: every message concerned once, in the order of what happened to it last.
 *
 * @param upTo everything up to here is in it
 */
record MailHistory(List<Touched> touched, BigInteger upTo) {

    /**
     * @param at the id of the last record that concerns it
     * @param gone whether it was deleted for good, or is in the trash for all that is known; else only asking tells
     */
    record Touched(BigInteger at, String id, boolean gone) {}

    private static final List<String> TYPES = List.of("messageAdded", "messageDeleted", "labelAdded", "labelRemoved");
    private static final long MOST_RECORDS = 500;

    /**
     * Reads the history after {@code start}, all pages of it: what a page leads to is known only at its end.
     *
     * @return empty if Google no longer knows the moment
     */
    static Optional<MailHistory> after(BigInteger start, GoogleCalls calls, MailSelection selection) {
        Reading reading = new Reading(selection);
        BigInteger upTo = null;
        String page = null;
        do {
            String wanted = page;
            Optional<ListHistoryResponse> answer = page(start, wanted, calls);
            if (answer.isEmpty() || isBefore(answer.get().getHistoryId(), start)) {
                return Optional.empty();
            }
            List<History> records = answer.get().getHistory();
            // No records at all: the field is then left out.
            if (records != null) {
                records.forEach(reading::add);
            }
            // The first page's: what comes while the others are read may be in none of them.
            upTo = upTo == null ? answer.get().getHistoryId() : upTo;
            page = answer.get().getNextPageToken();
        } while (page != null && !page.isEmpty());
        return Optional.of(new MailHistory(reading.touched(), upTo == null ? start : upTo.max(start)));
    }

    private static Optional<ListHistoryResponse> page(BigInteger start, @Nullable String page, GoogleCalls calls) {
        try {
            return Optional.of(calls.mail(GmailUnits.HISTORY,
                    () -> calls.mail().history().list(calls.user()).setStartHistoryId(start)
                            .setHistoryTypes(TYPES).setMaxResults(MOST_RECORDS).setPageToken(page)));
        } catch (Refused refused) {
            // Valid for a week or more, sometimes for hours only.
            if (refused.answer().status() == 404) {
                return Optional.empty();
            }
            throw refused.failure();
        }
    }

    /** A mailbox whose present lies before the moment asked for is not the one that was read. */
    private static boolean isBefore(@Nullable BigInteger present, BigInteger start) {
        return present != null && present.compareTo(start) < 0;
    }

    /** What is left of it at a position. */
    MailHistory after(MailPosition position) {
        return new MailHistory(touched.stream().filter(t -> !position.isPast(t)).toList(), upTo);
    }

    boolean isEmpty() {
        return touched.isEmpty();
    }

    private static final class Reading {

        private final MailSelection selection;
        private final List<History> records = new ArrayList<>();

        Reading(MailSelection selection) {
            this.selection = selection;
        }

        void add(History record) {
            if (record.getId() != null) {
                records.add(record);
            }
        }

        List<Touched> touched() {
            // Promised to be in order, but what is skipped is lost.
            records.sort(Comparator.comparing(History::getId));
            Map<String, Touched> touched = new LinkedHashMap<>();
            for (History record : records) {
                added(record, touched);
                labelled(record, touched);
                if (record.getMessagesDeleted() != null) {
                    record.getMessagesDeleted().forEach(d -> touch(record, d.getMessage(), true, touched));
                }
            }
            return touched.values().stream().sorted(Comparator.comparing(Touched::at).thenComparing(Touched::id))
                    .toList();
        }

        private void added(History record, Map<String, Touched> touched) {
            if (record.getMessagesAdded() != null) {
                record.getMessagesAdded().forEach(a -> {
                    // Every autosave of a draft: nobody wants to pay for each.
                    if (a.getMessage() == null || !selection.isNeverRead(MailSelection.labels(a.getMessage()))) {
                        touch(record, a.getMessage(), false, touched);
                    }
                });
            }
        }

        private void labelled(History record, Map<String, Touched> touched) {
            if (record.getLabelsAdded() != null) {
                record.getLabelsAdded().forEach(l -> {
                    if (l.getLabelIds() != null && selection.concerns(l.getLabelIds())) {
                        touch(record, l.getMessage(), selection.isNeverRead(l.getLabelIds()), touched);
                    }
                });
            }
            if (record.getLabelsRemoved() != null) {
                record.getLabelsRemoved().forEach(l -> {
                    if (l.getLabelIds() != null && selection.concerns(l.getLabelIds())) {
                        touch(record, l.getMessage(), false, touched);
                    }
                });
            }
        }

        private static void touch(History record, @Nullable Message message, boolean gone,
                Map<String, Touched> touched) {
            if (message != null && message.getId() != null) {
                touched.put(message.getId(), new Touched(record.getId(), message.getId(), gone));
            }
        }
    }
}
