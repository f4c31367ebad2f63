// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.sentiment;

import io.lamplighter.sentiment.model.RatedText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One labelled item of a JSON lines file, or of a table of people's opinions ({@code .tsv}, scores from -4 to 4). A dozen lines
 * read the fields we need, so the module needs no JSON library.
 *
 * @param hard what makes it hard, {@code none} where nothing does or nobody said
 */
public record Labelled(String id, String language, String label, double score, String hard, Passage passage) {

    private static final Pattern FIELD = Pattern.compile("\"(\\w+)\": ?(?:\"((?:[^\"\\\\]|\\\\.)*+)\"|(-?[\\d.]+))");
    private static final Pattern ESCAPE = Pattern.compile("\\\\(u(\\p{XDigit}{4})|.)");

    public static List<Labelled> readAll(List<Path> files) throws IOException {
        List<Labelled> items = new ArrayList<>();
        for (Path file : files) {
            List<String> lines = Files.readAllLines(file).stream().filter(line -> !line.isBlank()).toList();
            if (file.toString().endsWith(".tsv")) {
                List<String> columns = List.of(lines.getFirst().split("\t"));
                lines.stream().skip(1).map(line -> opinion(columns, line.split("\t", -1))).forEach(items::add);
            } else {
                lines.stream().map(Labelled::read).forEach(items::add);
            }
        }
        return items;
    }

    /** What the reps of a company said about their mail: lines with {@code rep} and {@code rating}. */
    public static List<RatedText> ratings(Path file) throws IOException {
        return Files.readAllLines(file).stream().filter(line -> !line.isBlank())
                .map(line -> new RatedText(field(line, "rep"), Double.parseDouble(field(line, "rating")) > 0,
                        Passage.of(field(line, "subject"), field(line, "body")).text(), field(line, "lang")))
                .toList();
    }

    /** Three in ten, by the hash of the id: nobody reads these while writing the lexicon. */
    public boolean isHeldOut() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(id.getBytes(StandardCharsets.UTF_8));
            long first = (hash[0] & 0xffL) << 24 | (hash[1] & 0xffL) << 16 | (hash[2] & 0xffL) << 8 | hash[3] & 0xffL;
            return first % 10 >= 7;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    public int band() {
        return List.of("negative", "neutral", "positive").indexOf(label);
    }

    private static Labelled read(String line) {
        return new Labelled(field(line, "id"), field(line, "lang"), field(line, "label"),
                Double.parseDouble(field(line, "score")), line.contains("\"hard\"") ? field(line, "hard") : "none",
                Passage.of(field(line, "subject"), field(line, "body")));
    }

    private static Labelled opinion(List<String> columns, String[] row) {
        double score = Double.parseDouble(row[columns.indexOf("score_-4..4")]) / 4;
        return new Labelled(row[columns.indexOf("id")], "en", row[columns.indexOf("label")], score, "none",
                Passage.of("", row[columns.indexOf("text")]));
    }

    private static String field(String line, String name) {
        Matcher field = FIELD.matcher(line);
        while (field.find()) {
            if (field.group(1).equals(name)) {
                return field.group(2) == null ? field.group(3) : unescaped(field.group(2));
            }
        }
        throw new IllegalArgumentException("no " + name + " in " + line);
    }

    private static String unescaped(String text) {
        return ESCAPE.matcher(text).replaceAll(escape -> Matcher.quoteReplacement(switch (escape.group(1).charAt(0)) {
            case 'n' -> "\n";
            case 't' -> "\t";
            case 'r' -> "\r";
            case 'u' -> String.valueOf((char) Integer.parseInt(escape.group(2), 16));
            default -> escape.group(1);
        }));
    }
}
