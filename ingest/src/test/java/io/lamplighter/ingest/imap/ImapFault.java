// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.imap;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Something that goes wrong between an IMAP server and whoever asks it; {@link FaultyImap#suffers} switches it on. */
@FunctionalInterface
public interface ImapFault {

    /** Stands for the command where the server speaks first. */
    String GREETING = "";

    /** Stands for the command where the server tells news unasked, to who waits in IDLE. */
    String NEWS = "(news)";

    ImapFault NONE = (command, lines) -> new Answer(lines, false);

    /**
     * @param command without its tag
     * @param lines what would be answered if nothing went wrong, each with its literals and its end; the last has the tag, except
     *     in a greeting and in news
     */
    Answer answer(String command, List<byte[]> lines);

    /**
     * What is sent in place of it. None at all is silence.
     *
     * @param lines {@code "% "} at the beginning of one stands for the tag of the command
     * @param hangsUp whether that is the end of the connection
     */
    record Answer(List<byte[]> lines, boolean hangsUp) {

        public static Answer of(String... lines) {
            return new Answer(
                    Stream.of(lines).map(line -> (line + "\r\n").getBytes(StandardCharsets.ISO_8859_1)).toList(),
                    false);
        }
    }

    /** So many commands of a kind are refused with these words. */
    static ImapFault refusing(int times, String kind, String words) {
        AtomicInteger left = new AtomicInteger(times);
        return (command, lines) -> is(command, kind) && left.getAndDecrement() > 0
                ? Answer.of("% " + words)
                : NONE.answer(command, lines);
    }

    /** Every so-many-th command that reads is refused with these words. */
    static ImapFault refusingNowAndThen(int every, String words) {
        AtomicInteger number = new AtomicInteger();
        return (command, lines) -> reads(command) && number.incrementAndGet() % every == 0
                ? Answer.of("% " + words)
                : NONE.answer(command, lines);
    }

    /** So many connections are greeted with these words, and that was all. */
    static ImapFault greeting(int times, String words) {
        AtomicInteger left = new AtomicInteger(times);
        return (command, lines) -> command.equals(GREETING) && left.getAndDecrement() > 0
                ? new Answer(Answer.of(words).lines(), true)
                : NONE.answer(command, lines);
    }

    /** Every so-many-th answer to a FETCH ends in the middle, and with it the connection. */
    static ImapFault truncated(int every) {
        AtomicInteger number = new AtomicInteger();
        return (command, lines) -> {
            if (!is(command, "UID FETCH") || number.incrementAndGet() % every != 0) {
                return NONE.answer(command, lines);
            }
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            lines.forEach(all::writeBytes);
            return new Answer(List.of(Arrays.copyOf(all.toByteArray(), all.size() / 2)), true);
        };
    }

    /** So many answers to a FETCH say OK and nothing else; three in between are good. */
    static ImapFault withoutData(int times) {
        AtomicInteger number = new AtomicInteger();
        return (command, lines) -> is(command, "UID FETCH") && number.getAndIncrement() % 4 == 0
                && number.get() < 4 * times
                        ? new Answer(List.of(lines.getLast()), false)
                        : NONE.answer(command, lines);
    }

    /** So many answers to what is read never come. */
    static ImapFault silent(int times) {
        AtomicInteger left = new AtomicInteger(times);
        AtomicInteger number = new AtomicInteger();
        return (command, lines) -> reads(command) && number.incrementAndGet() % 3 == 0 && left.getAndDecrement() > 0
                ? new Answer(List.of(), false)
                : NONE.answer(command, lines);
    }

    /** What is fetched comes in any order, one of it twice, and flags of others in between (RFC 3501 §7.4.2). */
    static ImapFault reordered(long seed) {
        Random random = new Random(seed);
        return (command, lines) -> {
            if (!is(command, "UID FETCH") || lines.size() < 2) {
                return NONE.answer(command, lines);
            }
            List<byte[]> data = new ArrayList<>(lines.subList(0, lines.size() - 1));
            Collections.shuffle(data, random);
            data.add(data.getFirst());
            data.addAll(Answer.of("* 1 FETCH (FLAGS (\\Seen))").lines());
            data.add(lines.getLast());
            return new Answer(data, false);
        };
    }

    /** Every folder has another UIDVALIDITY than it had. */
    static ImapFault otherValidity(int by) {
        Pattern validity = Pattern.compile("UIDVALIDITY (\\d+)");
        return (command, lines) -> new Answer(lines.stream().map(line -> {
            String text = new String(line, StandardCharsets.ISO_8859_1);
            Matcher found = validity.matcher(text);
            return text.startsWith("* ") && !is(command, "UID") && found.find()
                    ? found.replaceAll(m -> "UIDVALIDITY " + (Long.parseLong(m.group(1)) + by))
                            .getBytes(StandardCharsets.ISO_8859_1)
                    : line;
        }).toList(), false);
    }

    /** What is told to those who wait is told so often; zero for never. */
    static ImapFault news(int times) {
        return (command, lines) -> command.equals(NEWS)
                ? new Answer(Collections.nCopies(times, lines).stream().flatMap(List::stream).toList(), false)
                : NONE.answer(command, lines);
    }

    /** This one, and the other where this one changes nothing. */
    default ImapFault and(ImapFault other) {
        return (command, lines) -> {
            Answer answer = answer(command, lines);
            return answer.lines().equals(lines) && !answer.hangsUp() ? other.answer(command, lines) : answer;
        };
    }

    /** Whoever signs in may do so in two ways. */
    private static boolean is(String command, String kind) {
        String said = command.toUpperCase(Locale.ROOT);
        return said.startsWith(kind) || kind.equals("LOGIN") && said.startsWith("AUTHENTICATE");
    }

    private static boolean reads(String command) {
        return Stream.of("UID", "EXAMINE", "STATUS", "LIST").anyMatch(kind -> is(command, kind));
    }
}
