// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.samples;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lamplighter.sentiment.Passage;
import io.lamplighter.sentiment.Scorers;
import io.lamplighter.sentiment.SentimentScorer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/**
 * Scores a file of JSON lines {@code {id, subject, body, lang}} exactly as the server would and prints {@code id<TAB>score}.
 *
 * <p>Exit codes: 0 done, 1 the file cannot be read, 2 wrong usage.
 */
public final class ScoreFile {

    private static final int UNREADABLE = 1;
    private static final int USAGE = 2;

    private final SentimentScorer scorer = Scorers.standard();
    private final ObjectMapper json = JsonMapper.shared();

    private ScoreFile() {}

    public static void main(String[] arguments) {
        int code = run(arguments, new PrintStream(System.out, false, UTF_8), new PrintStream(System.err, true, UTF_8));
        if (code != 0) {
            System.exit(code);
        }
    }

    static int run(String[] arguments, PrintStream out, PrintStream err) {
        if (arguments.length > 0 && arguments[0].equals("--learn")) {
            err.println(
                    "ScoreFile --learn: learning from ratings is not there yet; scores without it: ScoreFile SET.jsonl");
            return USAGE;
        }
        if (arguments.length != 1) {
            err.println("usage: ScoreFile SET.jsonl");
            return USAGE;
        }
        try {
            new ScoreFile().score(Path.of(arguments[0]), out);
            return 0;
        } catch (NoSuchFileException missing) {
            err.println("no such file: " + missing.getMessage());
        } catch (IOException | JacksonException broken) {
            err.println("cannot read " + arguments[0] + ": " + broken.getMessage());
        } finally {
            out.flush();
        }
        return UNREADABLE;
    }

    private void score(Path file, PrintStream out) throws IOException {
        try (BufferedReader lines = Files.newBufferedReader(file, UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.isBlank()) {
                    JsonNode item = json.readTree(line);
                    Passage passage = Passage.of(text(item, "subject"), text(item, "body"));
                    out.println(text(item, "id") + "\t" + scorer.score(passage.text(), text(item, "lang")).value());
                }
            }
        }
    }

    private static String text(JsonNode item, String field) {
        return item.path(field).asString("");
    }
}
