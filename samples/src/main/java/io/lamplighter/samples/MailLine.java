// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.samples;

import io.lamplighter.ingest.Interaction;
import io.lamplighter.ingest.Origin;
import io.lamplighter.ingest.OwnAddresses;
import io.lamplighter.ingest.Participant;
import io.lamplighter.ingest.Participant.Role;
import io.lamplighter.ingest.mime.Message;
import io.lamplighter.ingest.mime.ReducedMessage;
import io.lamplighter.ingest.origin.Absence;
import io.lamplighter.ingest.origin.AbsenceReader;
import io.lamplighter.ingest.origin.Failure;
import io.lamplighter.ingest.origin.Failures;
import io.lamplighter.ingest.sync.InteractionReader;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What {@link ReadMail} prints about a mail. */
final class MailLine {
    private final InteractionReader reader;
    private final boolean knowsOwn;

    /** @param knowsOwn whether {@code own} says anything */
    MailLine(OwnAddresses own, boolean knowsOwn) {
        this.reader = new InteractionReader(own);
        this.knowsOwn = knowsOwn;
    }

    Map<String, @Nullable Object> of(byte[] mime) {
        return of(Message.read(mime));
    }

    Map<String, @Nullable Object> of(Message message) {
        Interaction mail = reader.read(message, Instant.EPOCH);
        CalendarParts calendars = CalendarParts.of(message);
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("kind", mail.kind().name());
        fields.put("messageId", mail.thread().messageId());
        fields.put("references", mail.thread().references());
        fields.put("subject", mail.subject());
        addPeople(fields, mail);
        fields.put("sentAt", mail.sentAt().map(Instant::toString).orElse(null));
        fields.put("text", mail.text().fresh());
        fields.put("quoted", mail.text().quoted());
        fields.put("signature", mail.text().signature());
        fields.put("forwarded", mail.text().forwarded());
        fields.put("attachments", mail.attachments());
        fields.put("direction", knowsOwn ? mail.direction().name() : null);
        fields.put("origin", mail.origin().kind().name());
        fields.put("originReason", mail.origin().reason());
        addReport(fields, message, mail);
        fields.put("absence", mail.origin().kind() == Origin.Kind.AUTO_REPLY ? absence(mail) : null);
        fields.put("meetings", calendars.meetings().stream().map(MeetingFields::of).toList());
        fields.put("warnings", Stream.concat(mail.warnings().stream(), calendars.warnings().stream()).toList());
        return fields;
    }

    private static void addPeople(Map<String, @Nullable Object> fields, Interaction mail) {
        fields.put("from", with(mail, Role.FROM).findFirst().or(mail::author).map(NamedAddress::of).orElse(null));
        fields.put("sender", with(mail, Role.SENDER).findFirst().map(NamedAddress::of).orElse(null));
        fields.put("replyTo", people(mail, Role.REPLY_TO));
        fields.put("to", people(mail, Role.TO));
        fields.put("cc", people(mail, Role.CC));
        fields.put("bcc", people(mail, Role.BCC));
    }

    private static Stream<Participant> with(Interaction mail, Role role) {
        return mail.participants().stream().filter(p -> p.role() == role);
    }

    private static List<NamedAddress> people(Interaction mail, Role role) {
        return with(mail, role).map(NamedAddress::of).toList();
    }

    /** As the product does, from what it keeps of the message. */
    private static void addReport(Map<String, @Nullable Object> fields, Message message, Interaction mail) {
        if (mail.origin().kind() != Origin.Kind.BOUNCE) {
            fields.put("failures", List.of());
            fields.put("returned", null);
            return;
        }
        Message report = Message.read(ReducedMessage.of(message));
        fields.put("failures", Failures.in(report).stream().map(MailLine::failure).toList());
        fields.put("returned", Failures.returnedId(report).orElse(null));
    }

    private static Map<String, @Nullable Object> failure(Failure failure) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("recipient", failure.recipient());
        fields.put("hard", failure.isHard());
        fields.put("status", failure.status());
        fields.put("reason", failure.reason().word());
        return fields;
    }

    private static Map<String, @Nullable Object> absence(Interaction mail) {
        Absence absence = AbsenceReader.read(mail);
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("backOn", absence.returnsOn().map(LocalDate::toString).orElse(null));
        fields.put("departed", absence.departed().map(NamedAddress::of).orElse(null));
        fields.put("substitute", absence.substitute().map(NamedAddress::of).orElse(null));
        return fields;
    }
}
