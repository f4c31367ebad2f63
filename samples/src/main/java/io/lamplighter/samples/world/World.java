// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.samples.world;

import java.time.Clock;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Fernbeck, an invented company: its people, its deals and twelve weeks of its mail, as they are at one moment. The same moment
 * gives the same world, to the octet.
 */
public final class World {

    private final WorldFiles files = new WorldFiles();
    private final WorldTime time;
    private final Posted posted;
    private final List<SampleUser> users;
    private final List<SampleMailbox> mailboxes;
    private final People people;
    private final Map<String, Letter> letters = new LinkedHashMap<>();
    private final Map<String, Composed> composed = new HashMap<>();

    /** @param clock tells the moment; its zone is the company's */
    public World(Clock clock) {
        this.time = new WorldTime(clock);
        this.posted = new Posted(time);
        this.users = files.rows("users.csv").stream().map(World::user).toList();
        this.mailboxes = files.rows("mailboxes.csv").stream().map(World::mailbox).toList();
        this.people = new People(users, files.rows("contacts.csv"));
        files.in("threads").forEach((name, text) -> read(name, text).forEach(this::add));
    }

    private static SampleUser user(Map<String, String> row) {
        return new SampleUser(field(row, "username"), field(row, "name"), field(row, "role"), field(row, "email"),
                Arrays.stream(field(row, "aliases").split(";")).filter(a -> !a.isEmpty()).toList(),
                field(row, "password"));
    }

    private static SampleMailbox mailbox(Map<String, String> row) {
        return new SampleMailbox(field(row, "name"), field(row, "user"),
                SampleMailbox.Provider.valueOf(field(row, "provider").toUpperCase(Locale.ROOT)), field(row, "address"),
                field(row, "connected").equals("yes"));
    }

    private static String field(Map<String, String> row, String name) {
        return Objects.requireNonNull(row.get(name), name);
    }

    private List<Letter> read(String name, String text) {
        return new LetterFile(name, people).letters(time.inText(text));
    }

    private void add(Letter letter) {
        if (letters.put(letter.id(), letter) != null) {
            throw new IllegalArgumentException("two messages have the id " + letter.id());
        }
    }

    List<Letter> letters() {
        return List.copyOf(letters.values());
    }

    public List<SampleUser> users() {
        return users;
    }

    public SampleUser user(String username) {
        return users.stream().filter(u -> u.username().equals(username)).findFirst().orElseThrow();
    }

    public List<SampleMailbox> mailboxes() {
        return mailboxes;
    }

    /** What is in the calendars, past and planned. */
    public List<SampleMeeting> meetings() {
        return files.rows("meetings.csv").stream().map(this::meeting).toList();
    }

    private SampleMeeting meeting(Map<String, String> row) {
        List<SampleMeeting.Guest> guests = words(row, "guests").map(guest -> guest.split(" "))
                .map(g -> new SampleMeeting.Guest(people.find(g[0]), g[1])).toList();
        String transcript = field(row, "transcript");
        return new SampleMeeting(field(row, "uid"), time.at(field(row, "start")).toInstant(),
                Duration.ofMinutes(Long.parseLong(field(row, "minutes"))), field(row, "subject"),
                people.find(field(row, "organiser")), guests, words(row, "calendars").toList(), field(row, "link"),
                SampleMeeting.State.valueOf(field(row, "state").toUpperCase(Locale.ROOT).replace(' ', '_')),
                transcript.isEmpty() ? "" : files.text("transcripts/" + transcript), field(row, "about"));
    }

    private static Stream<String> words(Map<String, String> row, String name) {
        return Arrays.stream(field(row, name).split(";")).filter(word -> !word.isEmpty());
    }

    /** What the people made of what they read. */
    public List<SampleRating> ratings() {
        return files.rows("ratings.csv").stream().map(row -> new SampleRating(field(row, "rater"),
                field(row, "message") + "@world.example", field(row, "rating").equals("good"), field(row, "note")))
                .toList();
    }

    /** One of the CSV files of the CRM, with its dates counted from today. */
    public String csv(String name) {
        return time.inLastField(files.text(name));
    }

    /** All mail up to now, oldest first, that of mailboxes nobody has connected among it. */
    public List<Delivery> deliveries() {
        Stream<Delivery> raw = files.in("raw").entrySet().stream()
                .map(file -> RawMessage.delivery(file.getKey(), file.getValue(), time));
        return Stream.concat(letters.values().stream().flatMap(this::deliver), raw)
                .sorted(Comparator.comparing(Delivery::at)).toList();
    }

    /** Messages that nobody has sent yet, each with the copies it would leave if it were sent now. */
    public List<List<Delivery>> unsent() {
        return unsent("live.mail");
    }

    /** The same from another file of messages held back. */
    public List<List<Delivery>> unsent(String file) {
        return read(file, files.text(file)).stream().map(letter -> deliver(letter).toList()).toList();
    }

    private Stream<Delivery> deliver(Letter letter) {
        Composed mail = compose(letter);
        byte[] octets = posted.octets(mail);
        return letter.in().stream()
                .map(user -> new Delivery(user, folder(letter, user), mail.at().toInstant(), octets));
    }

    private Delivery.Folder folder(Letter letter, String mailbox) {
        String owner = mailboxes.stream().filter(m -> m.name().equals(mailbox)).findFirst().orElseThrow(
                () -> new IllegalArgumentException(letter.id() + " is in " + mailbox + ", which is no mailbox"))
                .user();
        boolean author = people.find(owner).name().equals(letter.from().name());
        return author ? Delivery.Folder.SENT : Delivery.Folder.INBOX;
    }

    private Composed compose(Letter letter) {
        Composed known = composed.get(letter.id());
        if (known == null) {
            Optional<Composed> parent = letter.replyTo().map(id -> compose(parent(letter, id)));
            known = Composed.of(letter, at(letter, parent), parent);
            composed.put(letter.id(), known);
        }
        return known;
    }

    private Letter parent(Letter letter, String id) {
        return Optional.ofNullable(letters.get(id))
                .orElseThrow(() -> new IllegalArgumentException(letter.id() + " answers " + id + ", which is nowhere"));
    }

    /** Some hours ago may be earlier than a time of yesterday; an answer still follows what it answers. */
    private ZonedDateTime at(Letter letter, Optional<Composed> parent) {
        ZonedDateTime at = time.at(letter.at());
        return time.past(parent.map(p -> p.at().plusMinutes(1)).filter(at::isBefore).orElse(at));
    }
}
