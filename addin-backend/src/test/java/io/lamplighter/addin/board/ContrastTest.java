// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.board;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The colours of the stylesheet can be read: WCAG 2.2, 1.4.3 for text and 1.4.11 for what is drawn, in both themes. */
class ContrastTest {

    private static final double TEXT = 4.5;
    private static final double DRAWN = 3;

    private static final Pattern TOKEN = Pattern.compile("(--[a-z0-9-]+):\\s*([^;]+);");
    private static final Pattern COLOUR = Pattern.compile("#([0-9a-f]{6})");
    private static final List<String> GROUNDS = List.of("ground", "surface", "surface-2", "surface-3", "hover",
            "picked");

    private final Map<String, String> tokens = read();

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void textCanBeReadOnEveryGround(String theme) {
        for (String ground : GROUNDS) {
            for (String ink : List.of("ink", "ink-2", "ink-3", "act")) {
                atLeast(TEXT, ink, ground, theme);
            }
        }
        for (String plain : List.of("ground", "surface", "surface-2")) {
            for (String news : List.of("good-ink", "bad-ink")) {
                atLeast(TEXT, news, plain, theme);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void chipsAndButtonsCanBeRead(String theme) {
        for (String meaning : List.of("bright", "heading", "dark", "blind", "good", "bad")) {
            atLeast(TEXT, meaning + "-ink", meaning + "-bg", theme);
        }
        atLeast(TEXT, "blind-ink", "blind-hatch", theme);
        atLeast(TEXT, "ink", "good-bg", theme);
        atLeast(TEXT, "ink", "bad-bg", theme);
        atLeast(TEXT, "ink", "act-soft", theme);
        atLeast(TEXT, "act", "act-soft", theme);
        atLeast(TEXT, "on-act", "act-fill", theme);
        atLeast(TEXT, "on-act", "act-fill-hover", theme);
    }

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void whatIsDrawnCanBeSeen(String theme) {
        for (String plain : List.of("ground", "surface", "surface-2")) {
            for (String mark : List.of("line-3", "focus", "bright-mark", "heading-mark", "dark-mark", "blind-mark",
                    "good-mark", "bad-mark", "outbound", "act-fill")) {
                atLeast(DRAWN, mark, plain, theme);
            }
        }
    }

    @Test
    void blackOnWhiteIsTwentyOneToOne() {
        assertThat(contrast("000000", "ffffff")).isEqualTo(21);
        assertThat(contrast("777777", "ffffff")).isBetween(4.47, 4.49);
    }

    private void atLeast(double least, String colour, String ground, String theme) {
        assertThat(contrast(of(colour, theme), of(ground, theme))).as("%s on %s, %s", colour, ground, theme)
                .isGreaterThanOrEqualTo(least);
    }

    /** What a token is in a theme: through the names of others, and the right half of {@code light-dark()}. */
    private String of(String name, String theme) {
        String value = Objects.requireNonNull(tokens.get("--" + name), name).strip();
        if (value.startsWith("light-dark(")) {
            String[] both = value.substring("light-dark(".length(), value.length() - 1).split(",", 2);
            value = both[theme.equals("light") ? 0 : 1].strip();
        }
        Matcher colour = COLOUR.matcher(value);
        return colour.matches()
                ? colour.group(1)
                : of(value.substring("var(--".length(), value.length() - 1), theme);
    }

    private static double contrast(String one, String other) {
        double a = luminance(one);
        double b = luminance(other);
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    }

    /** WCAG 2.2, "relative luminance". */
    private static double luminance(String colour) {
        double[] parts = Stream.of(0, 2, 4).mapToDouble(at -> {
            double part = Integer.parseInt(colour.substring(at, at + 2), 16) / 255.0;
            return part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4);
        }).toArray();
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2];
    }

    private static Map<String, String> read() {
        try (InputStream in = ContrastTest.class.getResourceAsStream("/static/lamplighter.css")) {
            String css = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            Map<String, String> tokens = new HashMap<>();
            TOKEN.matcher(css.substring(0, css.indexOf("[data-theme=\"light\"]"))).results()
                    .forEach(token -> tokens.put(token.group(1), token.group(2)));
            return tokens;
        } catch (IOException gone) {
            throw new IllegalStateException(gone);
        }
    }
}
