// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.samples.world;

import jakarta.mail.internet.MimeUtility;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Turns a composed letter into the octets that travel (RFC 5322). */
final class Posted {

    private static final String CRLF = "\r\n";
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss xx",
            Locale.ENGLISH);

    private final WorldTime time;

    Posted(WorldTime time) {
        this.time = time;
    }

    /** A moment as it stands in a header. */
    static String date(ZonedDateTime at) {
        return DATE.format(at);
    }

    byte[] octets(Composed mail) {
        Letter letter = mail.letter();
        StringBuilder message = new StringBuilder();
        header(message, "From", letter.from().inHeader());
        people(message, "To", letter.to());
        people(message, "Cc", letter.cc());
        header(message, "Subject", encoded(letter.subject()));
        header(message, "Date", date(mail.at()));
        header(message, "Message-ID", letter.messageId());
        if (!mail.references().isEmpty()) {
            header(message, "In-Reply-To", mail.references().getLast());
            header(message, "References", String.join(CRLF + " ", mail.references()));
        }
        letter.headers().forEach(line -> message.append(line).append(CRLF));
        header(message, "MIME-Version", "1.0");
        Part body = body(mail);
        return message.append(body.headers()).append(CRLF).append(body.body()).toString()
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static void people(StringBuilder message, String name, List<Person> people) {
        if (!people.isEmpty()) {
            header(message, name,
                    people.stream().map(Person::inHeader).collect(Collectors.joining("," + CRLF + " ")));
        }
    }

    private static void header(StringBuilder message, String name, String value) {
        message.append(name).append(": ").append(value).append(CRLF);
    }

    private static String encoded(String text) {
        try {
            return MimeUtility.encodeText(text, StandardCharsets.UTF_8.name(), "B");
        } catch (UnsupportedEncodingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private Part body(Composed mail) {
        Letter letter = mail.letter();
        List<Part> same = new ArrayList<>();
        if (letter.form() != Letter.Form.HTML) {
            same.add(Part.text("text/plain; charset=utf-8", mail.plain()));
        }
        if (letter.form() != Letter.Form.PLAIN) {
            same.add(Part.text("text/html; charset=utf-8", Markup.document(Client.of(letter), mail.html())));
        }
        letter.invitation().ifPresent(i -> same.add(Part.text(i.contentType(), calendar(mail, i).stripTrailing())));
        Part text = same.size() == 1 ? same.getFirst() : Part.of("alternative", "alt_" + letter.id(), same);
        if (letter.attachments().isEmpty()) {
            return text;
        }
        return Part.of("mixed", "mix_" + letter.id(),
                Stream.concat(Stream.of(text), letter.attachments().stream().map(Part::file)).toList());
    }

    private String calendar(Composed mail, Invitation invitation) {
        Letter letter = mail.letter();
        Person organizer = invitation.isReply()
                ? mail.parent().orElseThrow().letter().from()
                : letter.from();
        List<Person> attendees = invitation.isReply()
                ? List.of(letter.from())
                : Stream.concat(letter.to().stream(), letter.cc().stream()).toList();
        String summary = letter.subject().replaceFirst("^(Accepted|Declined|Cancelled): ", "");
        return invitation.text(summary, new Invitation.Guests(organizer, attendees), time.at(invitation.start()),
                mail.at());
    }
}
