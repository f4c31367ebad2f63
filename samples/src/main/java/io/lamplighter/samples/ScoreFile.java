// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.samples;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lamplighter.sentiment.Passage;
import io.lamplighter.sentiment.Scorers;
import io.lamplighter.sentiment.SentimentScorer;
import io.lamplighter.sentiment.model.RatedText;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/**
 * Scores a file of JSON lines {@code {id, subject, body, lang}} exactly as the server would and prints {@code id<TAB>score};
 * with {@code --learn}, as a server would after the ratings of another file: {@code {rep, rating, subject, body, lang}}, a rating
 * above zero for good news and below for bad news.
 *
 * <p>Exit codes: 0 done, 1 the file cannot be read, 2 wrong usage.
 */
public final class ScoreFile {

    private static final int UNREADABLE = 1;
    private static final int USAGE = 2;

    private static final String USE = "usage: ScoreFile [--learn RATINGS.jsonl] SET.jsonl";

    private final ObjectMapper json = JsonMapper.shared();
    private SentimentScorer scorer = Scorers.standard();

    private ScoreFile() {}

    public static void main(String[] arguments) {
        int code = run(arguments, new PrintStream(System.out, false, UTF_8), new PrintStream(System.err, true, UTF_8));
        if (code != 0) {
            System.exit(code);
        }
    }

    static int run(String[] arguments, PrintStream out, PrintStream err) {
        boolean learn = arguments.length == 3 && arguments[0].equals("--learn");
        if (!learn && arguments.length != 1) {
            err.println(USE);
            return USAGE;
        }
        String file = arguments[0];
        try {
            ScoreFile scores = new ScoreFile();
            if (learn) {
                file = arguments[1];
                scores.learn(Path.of(file));
                file = arguments[2];
            }
            scores.score(Path.of(file), out);
            return 0;
        } catch (NoSuchFileException missing) {
            err.println("no such file: " + missing.getMessage());
        } catch (IOException | JacksonException broken) {
            err.println("cannot read " + file + ": " + broken.getMessage());
        } finally {
            out.flush();
        }
        return UNREADABLE;
    }

    private void learn(Path file) throws IOException {
        List<RatedText> ratings = new ArrayList<>();
        each(file, item -> {
            double rating = item.path("rating").asDouble(0);
            if (rating != 0) {
                ratings.add(new RatedText(text(item, "rep"), rating > 0, passage(item).text(), text(item, "lang")));
            }
        });
        scorer = Scorers.taught(ratings);
    }

    private void score(Path file, PrintStream out) throws IOException {
        each(file, item -> out
                .println(text(item, "id") + "\t" + scorer.score(passage(item).text(), text(item, "lang")).value()));
    }

    private void each(Path file, Consumer<JsonNode> use) throws IOException {
        try (BufferedReader lines = Files.newBufferedReader(file, UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.isBlank()) {
                    use.accept(json.readTree(line));
                }
            }
        }
    }

    private static Passage passage(JsonNode item) {
        return Passage.of(text(item, "subject"), text(item, "body"));
    }

    private static String text(JsonNode item, String field) {
        return item.path(field).asString("");
    }
}
