// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.lamplighter.ingest.Interaction;
import io.lamplighter.ingest.Mails;
import io.lamplighter.ingest.OwnAddresses;
import io.lamplighter.ingest.SourceId;
import io.lamplighter.ingest.mailbox.Change;
import io.lamplighter.ingest.mime.ReducedMessage;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Whatever the octets: no exception, no endless work, and the reduced message reads the same. */
class ReaderFuzzTest {
    private static final int CASES = 20_000;
    private static final int SEED = 20_261_122;
    /** Of this thread's own work: a step budget that busy machines keep, too. The slowest case takes a quarter of it. */
    private static final Duration LONGEST = Duration.ofSeconds(2);

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final InteractionReader reader = new InteractionReader(
            new OwnAddresses(Set.of("seller.example"), Set.of()));

    @Test
    void noMutationEscapes() {
        List<byte[]> seeds = seeds();
        Random random = new Random(SEED);
        for (int i = 0; i < CASES; i++) {
            byte[] mail = mutated(seeds.get(random.nextInt(seeds.size())), seeds, random);
            int number = i;
            assertThatCode(() -> check(mail)).as("case %d of seed %d", number, SEED).doesNotThrowAnyException();
        }
    }

    private void check(byte[] mail) {
        Interaction whole = reader.read(mail, Instant.EPOCH);
        byte[] reduced = ReducedMessage.of(mail);
        assertThat(reader.read(reduced, Instant.EPOCH)).isEqualTo(whole);
        assertThat(ReducedMessage.of(reduced)).isEqualTo(reduced);
    }

    private static List<byte[]> seeds() {
        List<byte[]> seeds = new ArrayList<>();
        for (String topic : List.of("replies", "mime", "origin", "bounces")) {
            Mails.names(topic).forEach(name -> seeds.add(Mails.mail(topic, name)));
        }
        return seeds;
    }

    private static byte[] mutated(byte[] seed, List<byte[]> seeds, Random random) {
        byte[] mail = seed.clone();
        for (int i = random.nextInt(4); i >= 0; i--) {
            mail = switch (random.nextInt(8)) {
                case 0 -> flipped(mail, random);
                case 1 -> Arrays.copyOf(mail, random.nextInt(mail.length + 1));
                case 2 -> withoutSlice(mail, random);
                case 3 -> withRepeatedSlice(mail, random);
                case 4 -> spliced(mail, seeds.get(random.nextInt(seeds.size())), random);
                case 5 -> replaced(mail, "\r\n", random.nextBoolean() ? "\n" : "\r");
                case 6 -> withInserted(mail, NASTY.get(random.nextInt(NASTY.size())), random);
                default -> withInserted(mail, "\u0000\u00ff\ufffd\ud800".repeat(1 + random.nextInt(20)), random);
            };
        }
        return mail;
    }

    private static final List<String> NASTY = List.of("=?utf-8?Q?", "?=", "=?x?b?====?=", "\r\n\r\n", "\r\n--", "\"",
            "<", ">", "(((((",
            "\r\nContent-Type: multipart/mixed; boundary=\"\"\r\n",
            "\r\nContent-Type: multipart/alternative; boundary=b\r\n\r\n--b\r\n",
            "\r\nContent-Transfer-Encoding: base64\r\n", "\r\nContent-Transfer-Encoding: quoted-printable\r\n", "=\r\n",
            "filename*0*=utf-16''%00;",
            "\r\nContent-Type: message/rfc822\r\n\r\n", "charset=utf-7", "charset=iso-2022-kr", "\u001b$)C",
            "begin 644 a\n#0V%T\n`\nend\n",
            "<blockquote>", "<div class=gmail_quote>", "<table><tr><td>", "\n> ", "\nOn 1/1/26, a@b wrote:\n",
            "\nFrom: a\nSent: b\nTo: c\n",
            "\r\nX-Lamplighter-Omitted: 99\r\n", "\r\nX-Lamplighter-Held: 9 a%2Fb %zz, x\r\n",
            "\r\nContent-Type: application/ms-tnef\r\n", "\r\nContent-Type: application/pkcs7-mime\r\n",
            "\r\nContent-Type: message/partial; number=1\r\n\r\n", "-----BEGIN PGP SIGNED MESSAGE-----\n",
            "\nFinal-Recipient: rfc822; a@b.example\nStatus: 5.1.1\n", "\n<<< 550-5.1.1 no\n>>> RCPT\n",
            "\r\nContent-Disposition: attachment\r\n");

    private static byte[] flipped(byte[] mail, Random random) {
        for (int i = random.nextInt(20); i >= 0 && mail.length > 0; i--) {
            mail[random.nextInt(mail.length)] = (byte) random.nextInt(256);
        }
        return mail;
    }

    private static byte[] withoutSlice(byte[] mail, Random random) {
        int from = random.nextInt(mail.length + 1);
        int to = Math.min(mail.length, from + random.nextInt(200));
        return joined(Arrays.copyOf(mail, from), Arrays.copyOfRange(mail, to, mail.length));
    }

    private static byte[] withRepeatedSlice(byte[] mail, Random random) {
        int from = random.nextInt(mail.length + 1);
        byte[] slice = Arrays.copyOfRange(mail, from, Math.min(mail.length, from + random.nextInt(100)));
        byte[] repeated = Arrays.copyOf(mail, from);
        for (int i = random.nextInt(50); i >= 0; i--) {
            repeated = joined(repeated, slice);
        }
        return joined(repeated, Arrays.copyOfRange(mail, from, mail.length));
    }

    private static byte[] spliced(byte[] mail, byte[] other, Random random) {
        int cut = random.nextInt(other.length + 1);
        return joined(Arrays.copyOf(mail, random.nextInt(mail.length + 1)),
                Arrays.copyOfRange(other, cut, other.length));
    }

    private static byte[] replaced(byte[] mail, String what, String with) {
        return new String(mail, StandardCharsets.ISO_8859_1).replace(what, with).getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] withInserted(byte[] mail, String text, Random random) {
        int at = random.nextInt(mail.length + 1);
        byte[] inserted = joined(Arrays.copyOf(mail, at), text.getBytes(StandardCharsets.UTF_8));
        return joined(inserted, Arrays.copyOfRange(mail, at, mail.length));
    }

    private static byte[] joined(byte[] one, byte[] other) {
        byte[] both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }

    @Test
    void nestingTenThousandDeepEnds() {
        StringBuilder mail = new StringBuilder("From: a@b.example\r\n");
        for (int i = 0; i < 10_000; i++) {
            mail.append("Content-Type: multipart/mixed; boundary=\"b").append(i).append("\"\r\n\r\n--b").append(i)
                    .append("\r\n");
        }
        ends(mail.append("\r\ndeep").toString());
    }

    @Test
    void aTenMegabyteHeaderEnds() {
        String base = "From: a@b.example\r\nContent-Type: text/plain";
        ends(base + "; x=\"" + "y".repeat(10_000_000) + "\"\r\n\r\nHi");
        ends(base + "\r\nSubject: " + "=?utf-8?Q?=41?= ".repeat(600_000) + "\r\n\r\nHi");
        ends(base + "\r\nTo: " + "\"a, b\" <a@b.example>, ".repeat(450_000) + "\r\n\r\nHi");
        ends(base + "\r\nTo: " + "(".repeat(5_000_000) + "\r\n\r\nHi");
        ends(base + "\r\nReferences: " + "<a@b> ".repeat(1_700_000) + "\r\n\r\nHi");
        ends(base + "\r\n" + "X-Field: value\r\n".repeat(650_000) + "\r\nHi");
        ends(base + "\r\nSubject: a" + "\r\n b".repeat(2_500_000) + "\r\n\r\nHi");
    }

    @Test
    void endlessBoundariesEnd() {
        String base = "From: a@b.example\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n";
        ends(base + "--x\r\n".repeat(2_000_000));
        ends(base + "--x\r\n\r\n--".repeat(1_000_000));
        ends(base.replace("=x", "=\"" + "-".repeat(70) + "\"") + "-".repeat(10_000_000));
        ends(base + "--y\r\nContent-Type: text/plain\r\n\r\n".repeat(200_000));
    }

    @Test
    void endlessTextEnds() {
        String base = "From: a@b.example\r\nContent-Type: text/plain\r\n\r\n";
        ends(base + "On 1/1/2026 at 10:00, a@b.example wrote:\n".repeat(200_000));
        ends(base + "From: a\n".repeat(500_000));
        ends(base + "a@b.example wrote:".repeat(500_000));
        ends(base + "> ".repeat(2_000_000));
        ends(base + "-- \n".repeat(1_000_000));
        ends(base + "```\n---\n".repeat(500_000));
        ends(base + "begin 644 a\n".repeat(400_000));
        ends(base + "\n".repeat(5_000_000));
    }

    @Test
    void endlessReportsEnd() {
        String base = "From: mailer-daemon@b.example\r\nSubject: failure notice\r\nContent-Type: ";
        String block = "Final-Recipient: rfc822; a@b.example\nAction: failed\nStatus: 5.0.0\nDiagnostic-Code: smtp; 550 ";
        ends(base + "text/plain\r\n\r\n" + "<a@b.example>: 550 no\n".repeat(100_000));
        ends(base + "text/plain\r\n\r\n" + IntStream.range(0, 50_000).mapToObj(i -> "<a" + i + "@b.example>:\n550 no\n")
                .collect(Collectors.joining()));
        ends(base + "text/plain\r\n\r\n" + ">>> rcpt ".repeat(200_000));
        ends(base + "text/plain\r\n\r\n{\"notificationType\":\"Bounce\"" + "\"emailAddress\"".repeat(100_000));
        ends(base + "message/delivery-status\r\n\r\n" + (block + "x ".repeat(1_000) + "\n\n").repeat(1_000));
        ends(base + "multipart/report; boundary=x\r\n\r\n--x\r\n\r\n" + "the mailbox. ".repeat(2_000)
                + "\r\n--x\r\nContent-Type: message/delivery-status\r\n\r\n" + (block + "no\n\n").repeat(10_000)
                + "\r\n--x--");
    }

    @Test
    void endlessMarkupEnds() {
        String base = "From: a@b.example\r\nContent-Type: text/html\r\n\r\n";
        for (String piece : List.of("<div>", "<blockquote>", "<div class=gmail_quote>", "<a><b><i>", "<table><tr><td>",
                "<p style=\"x\">", "&amp;&#",
                "<blockquote></blockquote>", "<div class=gmail_quote></div>", "</p>", "<!--", "<![if mso]>", "<li>",
                "<span>a</span>\n")) {
            ends(base + piece.repeat(4_000_000 / piece.length()));
        }
    }

    private void ends(String mail) {
        byte[] octets = mail.getBytes(StandardCharsets.UTF_8);
        long start = THREADS.getCurrentThreadCpuTime();
        Reading reading = reader
                .read(new Change.Appeared(new SourceId("x"), Instant.EPOCH, Change.Place.RECEIVED, octets));
        Duration taken = Duration.ofNanos(THREADS.getCurrentThreadCpuTime() - start);
        assertThat(reading).isInstanceOf(Reading.Captured.class);
        assertThat(taken).as(mail.substring(0, Math.min(120, mail.length()))).isLessThan(LONGEST);
        if (System.getProperty("corpus.misses") != null) {
            System.out.println(taken.toMillis() + " ms "
                    + mail.substring(Math.min(60, mail.length() / 2), Math.min(120, mail.length())).replace("\r", "")
                            .replace("\n", "|"));
        }
    }
}
