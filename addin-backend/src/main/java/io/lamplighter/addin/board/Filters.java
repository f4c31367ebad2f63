// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.board;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The tools above the list: what is chosen, and what can be.
 *
 * @param owners value = user id
 * @param stages value = stage key
 * @param amounts value = least amount in whole units; "from €15,000"
 */
public record Filters(Chosen chosen, List<Choice> owners, List<Choice> stages, List<Choice> amounts) {

    public Filters {
        owners = List.copyOf(owners);
        stages = List.copyOf(stages);
        amounts = List.copyOf(amounts);
    }

    public record Choice(String value, String label) {}

    public List<Choice> states() {
        return List.of(new Choice("dark", "Dark"), new Choice("heading", "Heading dark"), new Choice("blind", "Blind"),
                new Choice("bright", "Bright"), new Choice("bad", "Bad news"));
    }

    public List<Choice> sorts() {
        return List.of(new Choice("urgency", "Urgency"), new Choice("silence", "Days silent"),
                new Choice("amount", "Amount"),
                new Choice("close", "Close date"), new Choice("name", "Name"));
    }

    /**
     * The parameters of {@code /board} and {@code /board/deals}; each is empty if nothing is chosen.
     *
     * @param state {@code dark}, {@code heading}, {@code blind}, {@code bright} or {@code bad}
     * @param amount the least amount
     * @param sort {@code urgency}, which groups by state; {@code silence}, {@code amount}, {@code close}, {@code name}
     * @param q words of a deal, an account, a person
     */
    public record Chosen(String owner, String stage, String state, String amount, String sort, String q) {

        public static Chosen nothing() {
            return new Chosen("", "", "", "", "", "");
        }

        /** How many of them leave deals out; sorting leaves nothing out. */
        public long active() {
            return List.of(owner, stage, state, amount, q).stream().filter(value -> !value.isEmpty()).count();
        }

        /** For {@link More#href()}: what is chosen and where to go on. */
        public String query(String after) {
            Map<String, String> all = new LinkedHashMap<>();
            all.put("owner", owner);
            all.put("stage", stage);
            all.put("state", state);
            all.put("amount", amount);
            all.put("sort", sort);
            all.put("q", q);
            all.put("after", after);
            return all.entrySet().stream()
                    .filter(entry -> !entry.getValue().isEmpty())
                    .map(entry -> entry.getKey() + "=" + Paths.encode(entry.getValue()))
                    .collect(Collectors.joining("&"));
        }
    }
}
