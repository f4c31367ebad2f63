// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.graph;

import io.lamplighter.ingest.graph.GraphMailbox.Logged;
import io.lamplighter.ingest.graph.GraphMailbox.Mail;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Answers for folders and messages. */
final class MailRoutes {

    private static final Pattern RECEIVED = Pattern.compile("receivedDateTime (ge|gt|le|lt) (\\S+)");
    private static final int MOST_IN_A_PAGE = 1000;

    private final ObjectMapper mapper = new ObjectMapper();
    private final Rounds rounds;

    MailRoutes(Rounds rounds) {
        this.rounds = rounds;
    }

    /** @param path what follows the mailbox */
    Reply folders(GraphMailbox mailbox, List<String> path, Call call) {
        if (path.size() == 2 && path.get(1).startsWith("delta")) {
            return allFolders(mailbox, call);
        }
        Optional<GraphMailbox.Folder> folder = mailbox.find(path.get(1));
        if (folder.isEmpty()) {
            return Reply.error(404, "ErrorItemNotFound");
        }
        String id = folder.get().id();
        if (path.size() == 2) {
            return Reply.json(200, json(folder.get(), mailbox).toString());
        }
        if (path.size() == 3) {
            return list(mailbox, id, call);
        }
        return path.get(3).startsWith("delta") ? changes(mailbox, id, call) : count(mailbox, id, call);
    }

    private ObjectNode json(GraphMailbox.Folder folder, GraphMailbox mailbox) {
        return mapper.createObjectNode().put("id", folder.id()).put("displayName", folder.name())
                .put("parentFolderId", folder.parent()).put("totalItemCount", mailbox.mailsIn(folder.id()).size());
    }

    private Reply allFolders(GraphMailbox mailbox, Call call) {
        List<GraphMailbox.Folder> all = mailbox.folders();
        int from = Integer.parseInt(call.query().getOrDefault("$skiptoken", "0"));
        int to = Math.min(all.size(), from + call.pageSize(10, MOST_IN_A_PAGE));
        ObjectNode page = page(all.subList(from, to), folder -> json(folder, mailbox));
        String self = Rounds.SELF + call.url().split("\\?")[0];
        return Reply.json(200, (to < all.size()
                ? page.put("@odata.nextLink", self + "?$skiptoken=" + to)
                : page.put("@odata.deltaLink", self + "?$deltatoken=folders")).toString());
    }

    Reply message(GraphMailbox mailbox, List<String> path, Call call) {
        if (path.size() == 1) {
            int top = Integer.parseInt(call.query().getOrDefault("$top", "10"));
            return Reply.json(200, page(mailbox.folders().stream().flatMap(f -> mailbox.mailsIn(f.id()).stream())
                    .sorted(Comparator.comparing(Mail::receivedAt).reversed()).limit(top).toList(), this::json)
                    .toString());
        }
        Optional<Mail> mail = mailbox.byId(path.get(1));
        if (mail.isEmpty()) {
            return Reply.error(404, "ErrorItemNotFound");
        }
        if (path.size() == 3) {
            return Reply.content("text/plain", mail.get().mime());
        }
        return Reply.json(200, json(mail.get()).put("parentFolderId", mail.get().folder()).toString());
    }

    private ObjectNode json(Mail mail) {
        return mapper.createObjectNode().put("@odata.type", "#microsoft.graph.message").put("id", mail.id())
                .put("receivedDateTime", mail.receivedAt().toString()).put("isDraft", mail.draft());
    }

    private Reply list(GraphMailbox mailbox, String folder, Call call) {
        List<Mail> mails = new ArrayList<>(
                mailbox.mailsIn(folder).stream().filter(filter(call)).sorted(Comparator.comparing(Mail::receivedAt))
                        .toList());
        int skip = Integer.parseInt(call.query().getOrDefault("$skip", "0"));
        int top = Math.min(MOST_IN_A_PAGE, Integer.parseInt(call.query().getOrDefault("$top", "10")));
        int to = Math.min(mails.size(), skip + top);
        ObjectNode page = page(mails.subList(Math.min(skip, to), to), this::json);
        if (to < mails.size()) {
            // Counted, as Exchange does it: what is deleted meanwhile shifts the rest.
            page.put("@odata.nextLink", Rounds.SELF + call.url().replaceAll("[?&]\\$skip=\\d+", "") + "&$skip=" + to);
        }
        return Reply.json(200, page.toString());
    }

    private Reply count(GraphMailbox mailbox, String folder, Call call) {
        long count = mailbox.mailsIn(folder).stream().filter(filter(call)).count();
        return Reply.content("text/plain", Long.toString(count).getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    private static Predicate<Mail> filter(Call call) {
        Predicate<Mail> all = mail -> true;
        Matcher term = RECEIVED.matcher(call.query().getOrDefault("$filter", ""));
        while (term.find()) {
            Instant at = Instant.parse(term.group(2));
            String operator = term.group(1);
            all = all.and(mail -> {
                int order = mail.receivedAt().compareTo(at);
                return switch (operator) {
                    case "ge" -> order >= 0;
                    case "gt" -> order > 0;
                    case "le" -> order <= 0;
                    default -> order < 0;
                };
            });
        }
        return all;
    }

    private Reply changes(GraphMailbox mailbox, String folder, Call call) {
        Map<String, String> query = call.query();
        Rounds.Place place;
        if (query.containsKey("$skiptoken") || query.containsKey("$deltatoken")) {
            Optional<Rounds.Place> known = rounds.find(query);
            if (known.isEmpty()) {
                return Reply.error(410, "SyncStateNotFound");
            }
            place = query.containsKey("$deltatoken") ? rounds.follow(known.get(), mailbox.events()) : known.get();
        } else {
            boolean newestFirst = "receivedDateTime desc".equals(query.get("$orderby"));
            List<Mail> there = newestFirst ? mailbox.newestFirst(folder) : mailbox.mailsIn(folder);
            place = rounds.first(there.stream().map(Mail::id).toList(), mailbox.events());
        }
        List<Logged> items = place.snapshot() == null
                ? mailbox.since(folder, place.from(), place.to())
                : place.snapshot().stream().map(id -> new Logged(0, folder, id, false)).toList();
        int to = Math.min(items.size(), place.offset() + call.pageSize(10, MOST_IN_A_PAGE));
        ObjectNode page = mapper.createObjectNode();
        ArrayNode value = page.putArray("value");
        for (Logged item : items.subList(place.offset(), to)) {
            Optional<Mail> mail = mailbox.byId(item.id()).filter(m -> m.folder().equals(folder));
            if (mail.isPresent()) {
                value.add(json(mail.get()));
            } else {
                ObjectNode removed = mapper.createObjectNode().put("@odata.type", "#microsoft.graph.message")
                        .put("id", item.id());
                removed.putObject("@removed").put("reason", "deleted");
                value.add(removed);
            }
        }
        return Reply.json(200, rounds.linked(page, place, to, to < items.size(), call).toString());
    }

    private <T> ObjectNode page(List<T> items, Function<T, ObjectNode> json) {
        ObjectNode page = mapper.createObjectNode();
        ArrayNode value = page.putArray("value");
        items.forEach(item -> value.add(json.apply(item)));
        return page;
    }
}
