// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.samples;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lamplighter.ingest.OwnAddresses;
import io.lamplighter.ingest.mime.Mbox;
import io.lamplighter.ingest.mime.Message;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Shows what Lamplighter reads in mails, calendars and transcripts: one line of JSON for each mail, and for each file
 * with meetings or with what was said in one. What the fields mean stands in the README of this module.
 *
 * <pre>{@code ReadMail [--own domain,address,…] PATH…}</pre>
 *
 * <p>Without {@code --own} nobody can say which way a mail went, and {@code direction} is null. Exit codes: 0 all was
 * read, 1 a file could not be, 2 wrong usage.
 */
public final class ReadMail {
    private static final int UNREADABLE = 1;
    private static final int USAGE = 2;
    /** No provider takes a larger mail; who names a film by mistake should be told, not run out of memory. */
    private static final int LARGEST = 256 << 20;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final MailLine mails;
    private final PrintStream out;
    private final PrintStream err;
    private boolean complete = true;

    private ReadMail(Set<String> own, PrintStream out, PrintStream err) {
        this.mails = new MailLine(ownAddresses(own), !own.isEmpty());
        this.out = out;
        this.err = err;
    }

    public static void main(String[] args) {
        int code = run(args, new PrintStream(System.out, false, UTF_8), new PrintStream(System.err, true, UTF_8));
        if (code != 0) {
            System.exit(code);
        }
    }

    static int run(String[] args, PrintStream out, PrintStream err) {
        Set<String> own = new TreeSet<>();
        List<String> paths = new ArrayList<>();
        for (int i = 0; i < args.length; i++) {
            if (args[i].equals("--own") && i + 1 < args.length) {
                own.addAll(List.of(args[++i].split(",")));
            } else {
                paths.add(args[i]);
            }
        }
        if (paths.isEmpty()) {
            err.println("usage: ReadMail [--own domain,address,...] PATH...");
            return USAGE;
        }
        ReadMail readMail = new ReadMail(own, out, err);
        paths.forEach(readMail::readAll);
        out.flush();
        return readMail.complete ? 0 : UNREADABLE;
    }

    private static OwnAddresses ownAddresses(Set<String> own) {
        Set<String> domains = new TreeSet<>();
        Set<String> addresses = new TreeSet<>();
        own.forEach(entry -> (entry.indexOf('@') < 0 ? domains : addresses).add(entry.strip()));
        return new OwnAddresses(domains, addresses);
    }

    private void readAll(String named) {
        try {
            Path path = Path.of(named);
            if (Files.isDirectory(path)) {
                Folder.files(path, this::fail).forEach(this::read);
            } else {
                read(path);
            }
        } catch (InvalidPathException noPath) {
            fail(named, "not a path");
        }
    }

    private void read(Path file) {
        try {
            switch (FileKind.of(file)) {
                case MAIL -> print(file, mails.of(content(file)));
                case MBOX -> mbox(file);
                case CALENDAR -> print(file, CalendarLine.of(content(file)));
                case TRANSCRIPT -> print(file, TranscriptLine.of(content(file), file.toString()));
                case TEXT -> text(file);
            }
        } catch (IOException e) {
            fail(file, e);
        }
    }

    private static byte[] content(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] content = in.readNBytes(LARGEST + 1);
            if (content.length > LARGEST) {
                throw new IOException("larger than " + (LARGEST >> 20) + " MiB");
            }
            return content;
        }
    }

    private void mbox(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            Mbox.read(in, mime -> print(file, mails.of(mime)));
        }
    }

    private void text(Path file) throws IOException {
        byte[] content = content(file);
        Message message = Message.read(content);
        print(file, FileKind.isMail(message)
                ? mails.of(message)
                : TranscriptLine.of(content, file.toString()));
    }

    private void print(Path file, Map<String, @Nullable Object> fields) {
        Map<String, @Nullable Object> line = new LinkedHashMap<>();
        line.put("file", file.toString());
        line.putAll(fields);
        print(line);
    }

    /** JSON lets three characters stand as they are that many a reader of lines takes for the end of one. */
    private void print(Map<String, @Nullable Object> line) {
        out.println(JSON.writeValueAsString(line).replace("\u0085", "\\u0085").replace("\u2028", "\\u2028")
                .replace("\u2029", "\\u2029"));
    }

    private void fail(Path file, IOException why) {
        fail(file.toString(), switch (why) {
            case NoSuchFileException missing -> "no such file";
            case AccessDeniedException denied -> "may not be read";
            default -> String.valueOf(why.getMessage());
        });
    }

    private void fail(String file, String why) {
        complete = false;
        Map<String, @Nullable Object> line = new LinkedHashMap<>();
        line.put("file", file);
        line.put("error", why);
        print(line);
        err.println("cannot read " + file + ": " + why);
    }
}
