// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.sentiment.lexicon;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The forms an English word can take. Forms that do not exist may be among them: nobody writes those, so they cost nothing, and
 * the text itself needs no tagger.
 */
final class Inflections {

    private static final Set<String> UNCHANGING = Set.of("the", "not", "now", "all", "any", "and", "but", "can", "will",
            "for", "out", "off", "one", "two",
            "you", "your", "our", "her", "him", "his", "them", "they", "this", "that", "with", "when", "where", "then",
            "here", "there", "some", "were",
            "was", "are", "than", "too", "very", "down", "over", "into", "from", "would", "could", "should", "else",
            "what", "who", "how", "why", "its",
            "yes", "none", "never", "nothing", "nobody", "without", "more", "less", "most", "only", "just", "still",
            "good", "best", "worse");

    private static final Map<String, String[]> IRREGULAR = irregular("""
            be am is are was were been being 's
            is 's
            have has had having
            do does did done doing
            go goes went gone going
            get gets got gotten getting
            give gives gave given giving
            take takes took taken taking
            choose chooses chose chosen choosing
            freeze freezes froze frozen freezing
            say says said saying
            tell tells told telling
            make makes made making
            find finds found finding
            buy buys bought buying
            pay pays paid paying
            sell sells sold selling
            send sends sent sending
            spend spends spent spending
            leave leaves left leaving
            lose loses lost losing
            win wins won winning
            keep keeps kept keeping
            hold holds held holding
            put puts putting
            cut cuts cutting
            let lets letting
            shut shuts shutting
            hit hits hitting
            meet meets met meeting
            stick sticks stuck sticking
            stand stands stood standing
            bring brings brought bringing
            come comes came coming
            become becomes became becoming
            run runs ran running
            begin begins began begun beginning
            see sees saw seen seeing
            know knows knew known knowing
            think thinks thought thinking
            write writes wrote written writing
            withdraw withdraws withdrew withdrawn withdrawing
            draw draws drew drawn drawing
            fall falls fell fallen falling
            blow blows blew blown blowing
            break breaks broke broken breaking
            build builds built building
            feel feels felt feeling
            fight fights fought fighting
            speak speaks spoke spoken speaking
            talk talks talked talking
            hear hears heard hearing
            rip rips ripped ripping
            throw throws threw thrown throwing
            tear tears tore torn tearing
            wear wears wore worn
            drop drops dropped dropping
            stop stops stopped stopping
            sink sinks sank sunk sinking
            beat beats beaten beating
            sign signs signed signing singed
            halve halves halved halving
            """);

    private Inflections() {}

    static Set<String> of(String word) {
        Set<String> forms = new HashSet<>();
        forms.add(word);
        String[] irregular = IRREGULAR.get(word);
        if (irregular != null) {
            forms.addAll(List.of(irregular));
        } else if (word.length() > 2 && !UNCHANGING.contains(word) && Character.isLetter(word.charAt(0))) {
            addRegular(word, forms);
        }
        return forms;
    }

    private static void addRegular(String word, Set<String> forms) {
        String cut = word.substring(0, word.length() - 1);
        forms.add(word + "s");
        forms.add(word + "es");
        if (word.endsWith("e")) {
            forms.add(word + "d");
            forms.add(cut + "ing");
        } else if (word.endsWith("y") && !isVowel(word.charAt(word.length() - 2))) {
            forms.addAll(List.of(cut + "ies", cut + "ied", word + "ing"));
        } else {
            forms.addAll(List.of(word + "ed", word + "ing"));
            if (doubles(word)) {
                char last = word.charAt(word.length() - 1);
                forms.addAll(List.of(word + last + "ed", word + last + "ing"));
            }
        }
    }

    private static boolean doubles(String word) {
        int n = word.length();
        return !isVowel(word.charAt(n - 1)) && isVowel(word.charAt(n - 2)) && !isVowel(word.charAt(n - 3));
    }

    private static boolean isVowel(char c) {
        return "aeiou".indexOf(c) >= 0;
    }

    private static Map<String, String[]> irregular(String table) {
        Map<String, String[]> forms = new HashMap<>();
        table.lines().map(line -> line.strip().split(" ")).forEach(row -> forms.put(row[0], row));
        return forms;
    }
}
