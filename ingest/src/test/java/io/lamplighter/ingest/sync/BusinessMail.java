// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.sync;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;

/**
 * Made-up mail of a sales team, always the same for the same seed: 60 % with an HTML form, 12 % with a PDF of 2 to
 * 60 KB, 60 % with a quoted tail of 2 to 30 lines.
 */
final class BusinessMail {
    private static final List<String> SENTENCES = List.of(
            "Thank you for the call on Tuesday, the team found it useful.",
            "Our procurement group has a few questions about the payment terms in section four.",
            "Could you send the updated order form before the end of the week?",
            "The pilot in the Lyon office went better than we had planned for.",
            "I am afraid that the budget will only be decided after the summer break.",
            "We compared the two offers line by line and would like to talk about support hours.",
            "Please find the list of open points below; most of them are small.",
            "Legal is fine with the data processing agreement as it stands.");
    private static final Instant START = Instant.parse("2026-03-02T08:00:00Z");

    private final Random random;

    private BusinessMail(long seed) {
        this.random = new Random(seed);
    }

    static List<byte[]> generate(int count, long seed) {
        BusinessMail mail = new BusinessMail(seed);
        List<byte[]> all = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            all.add(mail.next(i).getBytes(StandardCharsets.UTF_8));
        }
        return all;
    }

    private String next(int i) {
        boolean html = random.nextInt(100) < 60;
        boolean pdf = random.nextInt(100) < 12;
        String text = text();
        String body = html ? alternative(text, i) : part("text/plain; charset=\"utf-8\"", "7bit", text);
        if (pdf) {
            body = "Content-Type: multipart/mixed; boundary=\"mixed-" + i + "\"\r\n\r\n--mixed-" + i + "\r\n" + body
                    + "\r\n--mixed-" + i + "\r\n" + attachment() + "\r\n--mixed-" + i + "--\r\n";
        }
        return headers(i) + body;
    }

    private String headers(int i) {
        String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(START.plusSeconds(i * 977L).atOffset(ZoneOffset.UTC));
        return "Return-Path: <anna.berg@buyer" + i % 90 + ".example>\r\n"
                + "Received: from mail.buyer.example (mail.buyer.example [192.0.2.10])\r\n"
                + "\tby mx.seller.example (Postfix) with ESMTPS id 4F2A" + i + "\r\n\tfor <rep@seller.example>; " + date
                + "\r\nDKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=buyer.example; s=s1;\r\n"
                + "\th=from:to:subject:date:message-id; bh=47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=;\r\n"
                + "\tb=dzdVyOfAKCdLXdJOc9G2q8LoXSlEniSbav+yuU4zGeeruD00lszZVoG4ZHRNiYzR\r\n"
                + "From: Anna Berg <anna.berg@buyer" + i % 90 + ".example>\r\n"
                + "To: \"Rep, Sam\" <rep@seller.example>, Lee Roe <lee@seller.example>\r\n"
                + "Subject: Re: =?utf-8?Q?Angebot_f=C3=BCr?= the rollout " + i + "\r\nDate: " + date
                + "\r\nMessage-ID: <"
                + Long.toHexString(random.nextLong()) + "@buyer.example>\r\nIn-Reply-To: <q" + i
                + "@seller.example>\r\n"
                + "References: <p" + i + "@seller.example>\r\n <q" + i + "@seller.example>\r\nMIME-Version: 1.0\r\n";
    }

    private String text() {
        StringBuilder text = new StringBuilder("Hi Sam,\r\n\r\n");
        lines(text, "", 2 + random.nextInt(8));
        text.append("\r\nBest regards\r\nAnna\r\n");
        if (random.nextInt(100) < 60) {
            text.append("\r\nOn Mon, 2 Mar 2026 at 09:12, Sam Rep <rep@seller.example> wrote:\r\n");
            lines(text, "> ", 2 + random.nextInt(29));
        }
        return text.toString();
    }

    private void lines(StringBuilder text, String prefix, int count) {
        for (int i = 0; i < count; i++) {
            text.append(prefix).append(SENTENCES.get(random.nextInt(SENTENCES.size()))).append("\r\n");
        }
    }

    private static String alternative(String text, int i) {
        String html = "<html><head><style>p {margin:0}</style></head><body><p style=3D\"margin:0\">"
                + text.replace("> ", "&gt; ").replace("\r\n", "</p>\r\n<p style=3D\"margin:0\">")
                + "</p></body></html>\r\n";
        return "Content-Type: multipart/alternative; boundary=\"alt-" + i + "\"\r\n\r\n--alt-" + i + "\r\n"
                + part("text/plain; charset=\"utf-8\"", "7bit", text) + "\r\n--alt-" + i + "\r\n"
                + part("text/html; charset=\"utf-8\"", "quoted-printable", html) + "\r\n--alt-" + i + "--\r\n";
    }

    private static String part(String type, String encoding, String body) {
        return "Content-Type: " + type + "\r\nContent-Transfer-Encoding: " + encoding + "\r\n\r\n" + body;
    }

    private String attachment() {
        byte[] octets = new byte[2_000 + random.nextInt(58_000)];
        random.nextBytes(octets);
        return "Content-Type: application/pdf; name=\"offer.pdf\"\r\nContent-Transfer-Encoding: base64\r\n"
                + "Content-Disposition: attachment; filename=\"offer.pdf\"\r\n\r\n"
                + Base64.getMimeEncoder().encodeToString(octets) + "\r\n";
    }
}
