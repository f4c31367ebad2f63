// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.samples;

import io.lamplighter.ingest.Attachment;
import io.lamplighter.ingest.Interaction;
import io.lamplighter.ingest.Origin;
import io.lamplighter.ingest.OwnAddresses;
import io.lamplighter.ingest.Participant;
import io.lamplighter.ingest.Participant.Role;
import io.lamplighter.ingest.mime.Mbox;
import io.lamplighter.ingest.mime.Message;
import io.lamplighter.ingest.origin.Absence;
import io.lamplighter.ingest.origin.AbsenceReader;
import io.lamplighter.ingest.origin.Failure;
import io.lamplighter.ingest.origin.Failures;
import io.lamplighter.ingest.sync.InteractionReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Shows what Lamplighter reads in a mail: one line of JSON for each message in the files and folders named.
 *
 * <pre>{@code ReadMail [--own domain,address,…] PATH…}</pre>
 *
 * <p>Without {@code --own} nobody can say which way a mail went, and {@code direction} is null.
 */
public final class ReadMail {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final InteractionReader reader;
    private final boolean knowsOwn;
    private final PrintStream out;

    private ReadMail(Set<String> own, PrintStream out) {
        this.reader = new InteractionReader(ownAddresses(own));
        this.knowsOwn = !own.isEmpty();
        this.out = out;
    }

    public static void main(String[] args) {
        Set<String> own = new TreeSet<>();
        List<Path> paths = new ArrayList<>();
        for (int i = 0; i < args.length; i++) {
            if (args[i].equals("--own") && i + 1 < args.length) {
                own.addAll(List.of(args[++i].split(",")));
            } else {
                paths.add(Path.of(args[i]));
            }
        }
        if (paths.isEmpty()) {
            System.err.println("usage: ReadMail [--own domain,address,...] PATH...");
            System.exit(2);
        }
        PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        ReadMail readMail = new ReadMail(own, out);
        boolean complete = true;
        for (Path path : paths) {
            complete &= readMail.readAll(path);
        }
        out.flush();
        System.exit(complete ? 0 : 1);
    }

    private static OwnAddresses ownAddresses(Set<String> own) {
        Set<String> domains = new TreeSet<>();
        Set<String> addresses = new TreeSet<>();
        own.forEach(entry -> (entry.indexOf('@') < 0 ? domains : addresses).add(entry.strip()));
        return new OwnAddresses(domains, addresses);
    }

    /** Returns whether all of it could be read. */
    private boolean readAll(Path path) {
        try {
            for (Path file : files(path)) {
                readFile(file);
            }
            return true;
        } catch (IOException e) {
            System.err.println("cannot read " + e.getMessage());
            return false;
        }
    }

    private static List<Path> files(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            return List.of(path);
        }
        try (Stream<Path> all = Files.walk(path)) {
            return all.filter(Files::isRegularFile).filter(file -> isNamed(file, ".eml") || isNamed(file, ".mbox"))
                    .sorted().toList();
        }
    }

    private static boolean isNamed(Path file, String ending) {
        return file.toString().toLowerCase(Locale.ROOT).endsWith(ending);
    }

    private void readFile(Path file) throws IOException {
        if (!isNamed(file, ".mbox")) {
            print(file, Files.readAllBytes(file));
            return;
        }
        try (InputStream in = Files.newInputStream(file)) {
            Mbox.read(in, mime -> print(file, mime));
        }
    }

    private void print(Path file, byte[] mime) {
        out.println(JSON.writeValueAsString(fields(file, mime, reader.read(mime, Instant.EPOCH))));
    }

    private Map<String, @Nullable Object> fields(Path file, byte[] mime, Interaction mail) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("file", file.toString());
        fields.put("messageId", mail.thread().messageId());
        fields.put("subject", mail.subject());
        fields.put("from", author(mail));
        fields.put("to", people(mail, Role.TO));
        fields.put("cc", people(mail, Role.CC));
        fields.put("sentAt", mail.sentAt().map(Instant::toString).orElse(null));
        fields.put("text", mail.text().fresh());
        fields.put("quoted", mail.text().quoted());
        fields.put("attachments", mail.attachments().stream().map(ReadMail::file).toList());
        fields.put("direction", knowsOwn ? mail.direction().name() : null);
        fields.put("origin", mail.origin().kind().name());
        fields.put("originReason", mail.origin().reason());
        fields.put("forwarded", mail.text().forwarded());
        if (mail.origin().kind() == Origin.Kind.BOUNCE) {
            Message report = Message.read(mime);
            fields.put("failures", Failures.in(report).stream().map(ReadMail::failure).toList());
            fields.put("returned", Failures.returnedId(report).orElse(null));
        } else if (mail.origin().kind() == Origin.Kind.AUTO_REPLY) {
            fields.put("absence", absence(AbsenceReader.read(mail)));
        }
        fields.put("warnings", mail.warnings());
        return fields;
    }

    private static Map<String, Object> failure(Failure failure) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("recipient", failure.recipient());
        fields.put("reason", failure.reason().word());
        fields.put("hard", failure.isHard());
        fields.put("status", failure.status());
        return fields;
    }

    private static Map<String, @Nullable Object> absence(Absence absence) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("backOn", absence.returnsOn().map(Object::toString).orElse(null));
        fields.put("departed", absence.departed().map(ReadMail::person).orElse(null));
        fields.put("substitute", absence.substitute().map(ReadMail::person).orElse(null));
        return fields;
    }

    private static @Nullable Map<String, Object> author(Interaction mail) {
        return mail.participants().stream().filter(p -> p.role() == Role.FROM).findFirst().or(mail::author)
                .map(ReadMail::person).orElse(null);
    }

    private static List<Map<String, Object>> people(Interaction mail, Role role) {
        return mail.participants().stream().filter(p -> p.role() == role).map(ReadMail::person).toList();
    }

    private static Map<String, Object> person(Participant participant) {
        return person(participant.name(), participant.address());
    }

    private static Map<String, Object> person(Absence.Person named) {
        return person(named.name(), named.address());
    }

    private static Map<String, Object> person(String name, String address) {
        Map<String, Object> person = new LinkedHashMap<>();
        person.put("name", name);
        person.put("address", address);
        return person;
    }

    private static Map<String, Object> file(Attachment attachment) {
        Map<String, Object> file = new LinkedHashMap<>();
        file.put("name", attachment.name());
        file.put("type", attachment.type());
        file.put("size", attachment.size());
        return file;
    }
}
