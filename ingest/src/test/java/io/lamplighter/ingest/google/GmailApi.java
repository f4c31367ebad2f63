// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.google;

import io.lamplighter.ingest.google.GmailMailbox.Happened;
import io.lamplighter.ingest.google.GmailMailbox.Stored;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The Gmail API over one mailbox. */
final class GmailApi {

    private static final int MOST_LISTED = 500;

    private final GmailMailbox mailbox;
    private final String address;

    GmailApi(GmailMailbox mailbox, String address) {
        this.mailbox = mailbox;
        this.address = address;
    }

    /** What a call costs (usage limits of 1 May 2026). */
    static int units(GoogleRequest request) {
        String last = request.path().getLast();
        return switch (last) {
            case "profile" -> 1;
            case "history" -> 2;
            case "messages" -> 5;
            case "watch" -> 100;
            case "stop" -> 50;
            default -> request.path().get(4).equals("labels") ? 1 : 20;
        };
    }

    Answer answer(GoogleRequest request) {
        if (request.isAt("gmail/v1/users/*/profile")) {
            return Answer.json(Json.of("emailAddress", address, "messagesTotal", mailbox.newestFirst().size(),
                    "historyId", mailbox.now().toString()));
        }
        if (request.isAt("gmail/v1/users/*/messages")) {
            return list(request);
        }
        if (request.isAt("gmail/v1/users/*/messages/*")) {
            return mailbox.message(request.path().getLast()).map(m -> message(m, request))
                    .orElseGet(() -> Answer.error(404, "notFound", "Requested entity was not found."));
        }
        if (request.isAt("gmail/v1/users/*/history")) {
            return history(request);
        }
        if (request.isAt("gmail/v1/users/*/labels")) {
            return Answer.json(Json.of("labels", mailbox.labels().entrySet().stream()
                    .map(label -> Json.of("id", label.getKey(), "name", label.getValue())).toList()));
        }
        if (request.isAt("gmail/v1/users/*/labels/*")) {
            String label = request.path().getLast();
            return Answer.json(Json.of("id", label, "messagesTotal",
                    (int) mailbox.newestFirst().stream().filter(m -> m.labels().contains(label)).count()));
        }
        return Answer.error(404, "notFound", "Not Found");
    }

    private Answer list(GoogleRequest request) {
        List<String> labels = request.query().getOrDefault("labelIds", List.of());
        String[] search = request.parameter("q", "").split(" ");
        boolean all = request.parameter("includeSpamTrash", "false").equals("true");
        List<Stored> found = mailbox.newestFirst().stream().filter(m -> m.labels().containsAll(labels))
                .filter(m -> all || !m.labels().contains("TRASH") && !m.labels().contains("SPAM"))
                .filter(m -> matches(m, search)).toList();
        String token = request.parameter("pageToken");
        Optional<Integer> begin = begin(found, token);
        if (begin.isEmpty()) {
            return Answer.error(400, "invalidArgument", "Invalid pageToken");
        }
        int end = Math.min(found.size(), begin.get() + Math.min(MOST_LISTED, request.number("maxResults", 100)));
        List<Object> page = new ArrayList<>();
        found.subList(begin.get(), end).forEach(m -> page.add(Json.of("id", m.id(), "threadId", m.id())));
        // The estimate is what it is in reality: a number.
        return Answer.json(Json.of("messages", page.isEmpty() ? null : page, "nextPageToken",
                end < found.size() ? place(found.get(end - 1)) : null, "resultSizeEstimate", 201));
    }

    /** A place in time, so that what comes and goes elsewhere moves nothing. */
    private static String place(Stored message) {
        return message.receivedAt().toEpochMilli() + "." + message.id();
    }

    private static Optional<Integer> begin(List<Stored> found, @Nullable String token) {
        if (token == null) {
            return Optional.of(0);
        }
        int dot = token.indexOf('.');
        if (dot < 0 || !token.substring(0, dot).matches("\\d+")) {
            return Optional.empty();
        }
        long millis = Long.parseLong(token.substring(0, dot));
        String id = token.substring(dot + 1);
        for (int i = 0; i < found.size(); i++) {
            long at = found.get(i).receivedAt().toEpochMilli();
            if (at < millis || at == millis && found.get(i).id().compareTo(id) < 0) {
                return Optional.of(i);
            }
        }
        return Optional.of(found.size());
    }

    private static boolean matches(Stored message, String[] search) {
        long second = message.receivedAt().getEpochSecond();
        for (String word : search) {
            boolean fits = switch (word) {
                case "-in:drafts" -> !message.labels().contains("DRAFT");
                case "-in:chats" -> !message.labels().contains("CHAT");
                default -> !(word.startsWith("after:") && second < Long.parseLong(word.substring(6))
                        || word.startsWith("before:") && second >= Long.parseLong(word.substring(7)));
            };
            if (!fits) {
                return false;
            }
        }
        return true;
    }

    private static Answer message(Stored message, GoogleRequest request) {
        boolean raw = request.parameter("format", "full").equals("raw");
        return Answer.json(Json.of("id", message.id(), "threadId", message.id(), "labelIds",
                List.copyOf(message.labels()), "internalDate", Long.toString(message.receivedAt().toEpochMilli()),
                "sizeEstimate", message.mime().length, "raw",
                raw ? Base64.getUrlEncoder().encodeToString(message.mime()) : null));
    }

    private Answer history(GoogleRequest request) {
        BigInteger start = new BigInteger(request.parameter("startHistoryId", "0"));
        if (!mailbox.knows(start)) {
            return Answer.error(404, "notFound", "Requested entity was not found.");
        }
        String token = request.parameter("pageToken");
        BigInteger from = token == null ? start : new BigInteger(token).max(start);
        List<String> types = request.query().getOrDefault("historyTypes", List.of());
        List<Happened> happened = mailbox.after(from).stream().filter(h -> types.isEmpty() || types.contains(type(h)))
                .toList();
        int end = Math.min(happened.size(), Math.min(MOST_LISTED, request.number("maxResults", 100)));
        List<Object> records = new ArrayList<>();
        happened.subList(0, end).forEach(h -> records.add(record(h)));
        return Answer.json(Json.of("history", records.isEmpty() ? null : records, "nextPageToken",
                end < happened.size() ? happened.get(end - 1).id().toString() : null, "historyId",
                mailbox.now().toString()));
    }

    private static String type(Happened happened) {
        return switch (happened.event()) {
            case messagesAdded -> "messageAdded";
            case messagesDeleted -> "messageDeleted";
            case labelsAdded -> "labelAdded";
            case labelsRemoved -> "labelRemoved";
        };
    }

    private static Map<String, Object> record(Happened happened) {
        Map<String, Object> message = Json.of("id", happened.message(), "threadId", happened.thread());
        boolean labels = happened.event() == GmailMailbox.Event.labelsAdded
                || happened.event() == GmailMailbox.Event.labelsRemoved;
        Map<String, Object> inner = new LinkedHashMap<>(message);
        if (!labels && !happened.labels().isEmpty()) {
            inner.put("labelIds", List.copyOf(happened.labels()));
        }
        return Json.of("id", happened.id().toString(), "messages", List.of(message), happened.event().name(),
                List.of(Json.of("message", inner, "labelIds", labels ? List.copyOf(happened.labels()) : null)));
    }
}
