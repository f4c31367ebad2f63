// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.samples.world;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads a {@code .mail} file; the format is described in the README beside the files. */
final class LetterFile {

    private static final Set<String> HEADERS = Set.of("id", "at", "from", "to", "cc", "in", "subject", "reply-to",
            "quotes",
            "form", "attach", "header", "calendar");

    private final String name;
    private final People people;

    /** @param name for error messages */
    LetterFile(String name, People people) {
        this.name = name;
        this.people = people;
    }

    /** @throws IllegalArgumentException naming the file and the message that is wrong */
    List<Letter> letters(String text) {
        // What stands before the first `---` is comment.
        return Arrays.stream(text.split("(?m)^---$\\R?")).skip(1).map(this::letter).toList();
    }

    private Letter letter(String block) {
        int gap = block.indexOf("\n\n");
        String head = gap < 0 ? block : block.substring(0, gap);
        try {
            return letter(fields(head), gap < 0 ? "" : block.substring(gap + 2).stripTrailing());
        } catch (RuntimeException wrong) {
            throw new IllegalArgumentException(name + ": " + wrong.getMessage() + " in\n" + head, wrong);
        }
    }

    private static Map<String, List<String>> fields(String head) {
        Map<String, List<String>> fields = new HashMap<>();
        head.lines().forEach(line -> {
            int colon = line.indexOf(": ");
            String field = line.substring(0, Math.max(0, colon));
            if (!HEADERS.contains(field)) {
                throw new IllegalArgumentException("no header: " + line);
            }
            fields.computeIfAbsent(field, f -> new ArrayList<>()).add(line.substring(colon + 2).strip());
        });
        return fields;
    }

    private Letter letter(Map<String, List<String>> fields, String body) {
        return new Letter(one(fields, "id"), one(fields, "at"), people.find(one(fields, "from")),
                persons(fields, "to"), persons(fields, "cc"), words(fields, "in").toList(), one(fields, "subject"),
                maybe(fields, "reply-to"), maybe(fields, "quotes").map(Client::named).orElse(Client.NONE),
                maybe(fields, "form").map(f -> Letter.Form.valueOf(f.toUpperCase(Locale.ROOT)))
                        .orElse(Letter.Form.PLAIN),
                fields.getOrDefault("attach", List.of()).stream().map(LetterFile::attached).toList(),
                fields.getOrDefault("header", List.of()), maybe(fields, "calendar").map(Invitation::parse), body);
    }

    private List<Person> persons(Map<String, List<String>> fields, String field) {
        return words(fields, field).map(people::find).toList();
    }

    private static Stream<String> words(Map<String, List<String>> fields, String field) {
        return maybe(fields, field).stream().flatMap(line -> Arrays.stream(line.split(",\\s*")));
    }

    private static Letter.Attached attached(String line) {
        String[] words = line.split(" ");
        return new Letter.Attached(words[0], words[1], Integer.parseInt(words[2]));
    }

    private static String one(Map<String, List<String>> fields, String field) {
        return maybe(fields, field).orElseThrow(() -> new IllegalArgumentException("no " + field));
    }

    private static Optional<String> maybe(Map<String, List<String>> fields, String field) {
        List<String> values = Objects.requireNonNullElse(fields.get(field), List.of());
        if (values.size() > 1) {
            throw new IllegalArgumentException(field + " twice");
        }
        return values.stream().findFirst();
    }
}
