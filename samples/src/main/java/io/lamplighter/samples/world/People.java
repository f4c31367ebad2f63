// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.samples.world;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Who is meant by {@code anna}, by {@code helen.marsh@oakhanger.example} or by {@code Name <address>}. */
final class People {

    private static final Pattern NAMED = Pattern.compile("(.+?)\\s*<([^>]+)>");

    private final Map<String, Person> known = new HashMap<>();

    People(List<SampleUser> users, List<Map<String, String>> contacts) {
        for (SampleUser user : users) {
            known.put(user.username(), new Person(user.name(), user.email()));
            Stream.concat(Stream.of(user.email()), user.aliases().stream())
                    .forEach(address -> known.put(address, new Person(user.name(), address)));
        }
        contacts.forEach(row -> {
            String address = Objects.requireNonNull(row.get("email"));
            known.put(address, new Person(Objects.requireNonNull(row.get("name")), address));
        });
    }

    Person find(String word) {
        Matcher named = NAMED.matcher(word);
        if (named.matches()) {
            return new Person(named.group(1), named.group(2));
        }
        Person person = known.get(word);
        if (person == null && !word.contains("@")) {
            throw new IllegalArgumentException("nobody is called " + word);
        }
        return person == null ? new Person("", word) : person;
    }
}
