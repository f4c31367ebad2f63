// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.graph;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Lists the people of the organisation, whose ids are their addresses here. */
final class PeopleRoutes {

    private static final Pattern VALUE = Pattern.compile("(?:startswith\\(\\w+,| eq )'((?:[^']|'')*)'");

    private final ObjectMapper mapper = new ObjectMapper();

    Reply answer(Collection<GraphMailbox> mailboxes, Call call) {
        List<String> wanted = VALUE.matcher(call.query().getOrDefault("$filter", "")).results()
                .map(found -> found.group(1).replace("''", "'").toLowerCase(Locale.ROOT)).toList();
        ObjectNode page = mapper.createObjectNode();
        ArrayNode value = page.putArray("value");
        mailboxes.stream().filter(mailbox -> wanted.isEmpty() || wanted.stream().anyMatch(w -> isMeant(mailbox, w)))
                .forEach(mailbox -> value.addObject().put("id", mailbox.address()).put("displayName", mailbox.owner())
                        .put("mail", mailbox.address()).put("userPrincipalName", mailbox.address())
                        .put("userType", "Member"));
        return Reply.json(200, page.toString());
    }

    private static boolean isMeant(GraphMailbox mailbox, String wanted) {
        return mailbox.address().startsWith(wanted)
                || List.of(mailbox.owner().toLowerCase(Locale.ROOT).split(" ")).stream()
                        .anyMatch(name -> name.startsWith(wanted))
                || mailbox.owner().toLowerCase(Locale.ROOT).startsWith(wanted);
    }
}
