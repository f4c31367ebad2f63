// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.mime;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.ingest.Attachment;
import io.lamplighter.ingest.Corpus;
import io.lamplighter.ingest.Participant;
import io.lamplighter.ingest.Participant.Role;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Subject, sender, recipients and attachment names against the answers of four other parsers' own tests. */
class MimeCorpusTest {

    @Test
    void readsFieldsAsOtherParsersExpectThem() {
        Corpus corpus = Corpus.named("mime");
        for (JsonNode entry : corpus.entries()) {
            String input = Corpus.input(entry);
            JsonNode expected = corpus.expected(entry);
            if (expected == null || input.contains("header_fields") || input.contains("tnef")) {
                continue;
            }
            Message message = Message.read(corpus.bytes(input));
            if (input.contains("stalwart")) {
                stalwart(corpus, input, expected, message);
            } else if (input.contains("zbateson")) {
                zbateson(corpus, input, expected, message);
            } else if (input.contains("phpmime")) {
                phpmime(corpus, input, expected.get(0), message);
            }
        }
        corpus.report("mime fields", 98);
    }

    private static void stalwart(Corpus corpus, String input, JsonNode expected, Message message) {
        JsonNode headers = expected.path("parts").path(0).path("headers");
        List<String> seen = new ArrayList<>();
        for (JsonNode header : headers) {
            String name = header.path("name").isString() ? header.path("name").asString() : "";
            if (seen.contains(name)) {
                continue;
            }
            seen.add(name);
            JsonNode value = header.path("value");
            String what = input + " " + name;
            switch (name) {
                case "subject" -> corpus.ask(what, Corpus.folded(value.path("Text").asString("")), message.subject());
                case "from" -> corpus.ask(what, addresses(value.path("Address")), given(message, Role.FROM));
                case "to" -> corpus.ask(what, addresses(value.path("Address")), given(message, Role.TO));
                case "cc" -> corpus.ask(what, addresses(value.path("Address")), given(message, Role.CC));
                case "date" -> corpus.ask(what, instant(value.path("DateTime")),
                        message.sentAt().map(Object::toString).orElse(""));
                case "message_id" -> corpus.ask(what, value.path("Text").asString(""), message.thread().messageId());
                default -> {
                    // Not compared.
                }
            }
        }
        corpus.ask(input + " attachments", stalwartNames(expected), names(message));
    }

    private static List<String> stalwartNames(JsonNode expected) {
        List<String> names = new ArrayList<>();
        for (JsonNode index : expected.path("attachments")) {
            String disposition = "";
            String type = "";
            for (JsonNode header : expected.path("parts").path(index.asInt()).path("headers")) {
                String name = header.path("name").asString("");
                for (JsonNode attribute : header.path("value").path("ContentType").path("attributes")) {
                    String key = attribute.path("name").asString("");
                    String value = attribute.path("value").asString("");
                    disposition = name.equals("content_disposition") && key.equals("filename") ? value : disposition;
                    type = name.equals("content_type") && key.equals("name") ? value : type;
                }
            }
            String name = disposition.isEmpty() ? type : disposition;
            if (!name.isEmpty()) {
                names.add(Corpus.folded(name));
            }
        }
        return names.stream().sorted().toList();
    }

    private static List<String> names(Message message) {
        return message.attachments().stream().map(Attachment::name).filter(n -> !n.isEmpty()).sorted().toList();
    }

    private static List<Map.Entry<String, String>> addresses(JsonNode address) {
        List<Map.Entry<String, String>> all = new ArrayList<>();
        for (JsonNode one : address.path("List")) {
            all.add(Map.entry(Corpus.folded(one.path("name").asString("")), one.path("address").asString("")));
        }
        for (JsonNode group : address.path("Group")) {
            for (JsonNode one : group.path("addresses")) {
                all.add(Map.entry(Corpus.folded(one.path("name").asString("")), one.path("address").asString("")));
            }
        }
        return all;
    }

    private static List<Map.Entry<String, String>> given(Message message, Role role) {
        return message.participants().stream().filter(p -> p.role() == role)
                .map(p -> Map.entry(p.name(), p.address())).toList();
    }

    private static String instant(JsonNode date) {
        if (date.isMissingNode() || date.path("month").asInt() == 0) {
            return "";
        }
        int zone = date.path("tz_hour").asInt() * 60 + date.path("tz_minute").asInt();
        int minutes = date.path("tz_before_gmt").asBoolean() ? -zone : zone;
        return LocalDateTime.of(date.path("year").asInt(), date.path("month").asInt(), date.path("day").asInt(),
                date.path("hour").asInt(), date.path("minute").asInt(), date.path("second").asInt())
                .toInstant(ZoneOffset.UTC).minusSeconds(minutes * 60L).toString();
    }

    private static void zbateson(Corpus corpus, String input, JsonNode expected, Message message) {
        if (expected.has("Subject")) {
            corpus.ask(input + " Subject", Corpus.folded(expected.path("Subject").asString("")), message.subject());
        }
        one(corpus, input + " From", expected.path("From"), given(message, Role.FROM));
        one(corpus, input + " To", expected.path("To"), given(message, Role.TO));
        if (expected.has("attachments")) {
            corpus.ask(input + " attachments", expected.path("attachments").asInt(), message.attachments().size());
        }
    }

    private static void one(Corpus corpus, String what, JsonNode expected, List<Map.Entry<String, String>> given) {
        if (expected.isObject()) {
            Map.Entry<String, String> wanted = Map.entry(Corpus.folded(expected.path("name").asString("")),
                    expected.path("email").asString(""));
            corpus.ask(what, wanted, given.isEmpty() ? "" : given.getFirst());
        }
    }

    private static void phpmime(Corpus corpus, String input, JsonNode expected, Message message) {
        corpus.ask(input + " subject", Corpus.folded(expected.path("subject").asString("")), message.subject());
        corpus.ask(input + " from", phpAddresses(expected.path("from_addresses")), phpGiven(message, Role.FROM));
        corpus.ask(input + " to", phpAddresses(expected.path("to_addresses")), phpGiven(message, Role.TO));
        List<String> files = new ArrayList<>();
        for (JsonNode file : expected
                .path("attachments[name,size,text,count_text_in_stream,type,disposition,md5_headers,inline_html]")) {
            files.add(Corpus.folded(file.path(0).asString("")));
        }
        corpus.ask(input + " attachments",
                files.stream().filter(n -> !n.isEmpty() && !n.startsWith("noname")).sorted().toList(), names(message));
    }

    private static List<String> phpAddresses(JsonNode addresses) {
        return StreamSupport.stream(addresses.spliterator(), false).map(a -> a.path("address").asString("")).toList();
    }

    private static List<String> phpGiven(Message message, Role role) {
        return message.participants().stream().filter(p -> p.role() == role).map(Participant::address).toList();
    }

    @Test
    void readsAddressListsAsStalwartDoes() {
        Corpus corpus = Corpus.named("mime");
        for (JsonNode vector : corpus.json("mime/stalwart/header_fields/address.json")) {
            String field = vector.path("header").asString();
            Headers headers = headers("To:" + field);
            List<Map.Entry<String, String>> given = AddressList.parse(headers.raw("to"), Role.TO).stream()
                    .map(p -> Map.entry(p.name(), p.address())).toList();
            corpus.ask(field, addresses(vector.path("expected")), given);
        }
        corpus.report("address lists", 70);
    }

    @Test
    void readsDatesAsStalwartDoes() {
        Corpus corpus = Corpus.named("mime");
        for (JsonNode vector : corpus.json("mime/stalwart/header_fields/date.json")) {
            String field = vector.path("header").asString();
            String given = DateText.parse(headers("Date:" + field).raw("date")).map(Object::toString).orElse("");
            corpus.ask(field, instant(vector.path("expected")), given);
        }
        corpus.report("dates", 85);
    }

    @Test
    void theReducedMessageReadsTheSame() {
        for (String name : List.of("mime", "bounces", "replies")) {
            Corpus corpus = Corpus.named(name);
            for (JsonNode entry : corpus.entries()) {
                byte[] mime = corpus.bytes(Corpus.input(entry));
                byte[] reduced = ReducedMessage.of(mime);
                assertThat(facts(Message.read(reduced))).as(Corpus.input(entry)).isEqualTo(facts(Message.read(mime)));
                assertThat(ReducedMessage.of(reduced)).as(Corpus.input(entry)).isEqualTo(reduced);
            }
        }
    }

    static List<Object> facts(Message message) {
        List<Object> facts = new ArrayList<>(List.of(message.subject(), message.participants(), message.thread(),
                message.sentAt(), message.attachments()));
        for (Section section : message.sections()) {
            section.plain().forEach(part -> facts.add(part.words()));
            section.html().forEach(part -> facts.add(part.words()));
        }
        facts.add(message.warnings());
        return facts;
    }

    private static Headers headers(String block) {
        byte[] bytes = (block + "\r\n\r\n").getBytes(StandardCharsets.UTF_8);
        return Headers.read(bytes, 0, bytes.length);
    }
}
