// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.transcript;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a file says about the meeting it came from, in its name or above the first words.
 *
 * @param title the first line of the header, else the name of the file without dates and the words of programs
 * @param links the places where one joins, in the form of {@link MeetingLinks}
 * @param began empty where neither name nor header says when
 */
public record Recording(String title, Set<String> links, Optional<Began> began) {

    /**
     * When the recording began.
     *
     * @param zone null where it is not written: then it is the clock of whoever recorded
     * @param day whether only the day is written
     */
    public record Began(LocalDateTime at, @Nullable ZoneOffset zone, boolean day) {
        public Began {
            Objects.requireNonNull(at, "at");
        }
    }

    public Recording {
        Objects.requireNonNull(title, "title");
        links = Set.copyOf(links);
    }

    private static final Pattern LABEL = Pattern
            .compile("(?i)^#+ |^(?:(?:meeting )?(?:title|subject|topic|name)|meeting|"
                    + "betreff|thema|회의명|제목|주제|会议主题|會議主題|主题|主題|会议|件名|議題)\\s?[:：]\\s*");

    static Recording read(String header, String fileName) {
        return read(header, header, fileName);
    }

    /** @param heading where the title may stand */
    static Recording read(String heading, String header, String fileName) {
        String name = fileName.substring(Math.max(fileName.lastIndexOf('/'), fileName.lastIndexOf('\\')) + 1);
        Set<String> links = new LinkedHashSet<>(MeetingLinks.in(header));
        links.addAll(MeetingLinks.in(name));
        Optional<Began> began = BeganText.inName(name);
        return new Recording(title(heading, name), links,
                began.filter(found -> !found.day()).or(() -> BeganText.in(header)).or(() -> began));
    }

    /** {@code Date: …}, {@code From: …}: about the meeting, not its title. */
    private static boolean isField(String line) {
        int colon = Math.max(line.indexOf(':'), line.indexOf('：'));
        return colon > 0 && Labels.isTopic(line.substring(0, colon)) && !LABEL.matcher(line).find();
    }

    private static String title(String header, String name) {
        for (String line : List.of(header.split("\n", -1))) {
            String words = line.strip();
            boolean program = Furniture.is(words) || words.contains("://")
                    || words.chars().noneMatch(Character::isLetter) || isField(words);
            if (!words.isEmpty() && !program && words.length() <= 200) {
                return BeganText.without(LABEL.matcher(words).replaceFirst(""));
            }
            if (!words.isEmpty() && !program) {
                break;
            }
        }
        int dot = name.lastIndexOf('.');
        return BeganText.without(dot > 0 ? name.substring(0, dot) : name);
    }
}
