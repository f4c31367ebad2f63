// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.graph;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A mailbox of the simulated tenant, in which things can be made to happen. Folders go by the names Microsoft knows
 * ({@code inbox}, {@code sentitems}, {@code deleteditems} ...) or, once {@link #creates created}, by their own.
 */
public final class GraphMailbox {

    /** Display names as a German mailbox has them: whoever looks for {@code Inbox} finds nothing. */
    private static final Map<String, String> STANDARD = Map.of("inbox", "Posteingang", "sentitems",
            "Gesendete Elemente",
            "drafts", "Entwürfe", "deleteditems", "Gelöschte Elemente", "junkemail", "Junk-E-Mail", "archive", "Archiv",
            "outbox", "Postausgang");

    record Mail(String id, String folder, Instant receivedAt, String subject, byte[] mime, boolean draft) {}

    record Folder(String id, String name, String parent) {}

    /** One line of a folder's history. */
    record Logged(long at, String folder, String id, boolean removed) {}

    private final String address;
    private final Supplier<Instant> now;
    private final Changed changed;
    private final Map<String, Folder> folders = new LinkedHashMap<>();
    private final Map<String, String> wellKnown = new HashMap<>();
    private final Map<String, Mail> mails = new LinkedHashMap<>();
    private final List<Logged> log = new ArrayList<>();
    private final GraphCalendar calendar;
    private Instant last = Instant.EPOCH;
    private long events;
    private int ids;
    private boolean keepsIds = true;
    private volatile String owner = "";

    /** Told of everything that happens, for whoever subscribed. */
    @FunctionalInterface
    interface Changed {
        void happened(GraphMailbox mailbox, String kind, String change, String id);
    }

    GraphMailbox(String address, Supplier<Instant> now, Changed changed) {
        this.address = address;
        this.now = now;
        this.changed = changed;
        this.calendar = new GraphCalendar(this, now);
        STANDARD.forEach((name, shown) -> {
            wellKnown.put(name, folderId(name));
            folders.put(folderId(name), new Folder(folderId(name), shown, "root"));
        });
    }

    private static String folderId(String name) {
        return "AAMkAD" + name + "AAA=";
    }

    public String address() {
        return address;
    }

    public GraphCalendar calendar() {
        return calendar;
    }

    /** What its owner is called in the organisation. */
    public GraphMailbox ownedBy(String displayName) {
        owner = displayName;
        return this;
    }

    String owner() {
        return owner.isEmpty() ? address.replaceFirst("@.*", "") : owner;
    }

    /** Ids change when a message is moved, as they do where nobody asks for immutable ones. */
    public synchronized GraphMailbox changingIdsOnMoves() {
        keepsIds = false;
        return this;
    }

    /** A folder within another one, or at the top where {@code parent} is empty. */
    public synchronized GraphMailbox creates(String name, String parent) {
        folders.put(folderId(name), new Folder(folderId(name), name, parent.isEmpty() ? "root" : folder(parent)));
        return this;
    }

    /** Deletes a folder with all that is in it. */
    public synchronized void deletesFolder(String name) {
        String id = folder(name);
        mailsIn(id).forEach(mail -> mails.remove(mail.id()));
        folders.remove(id);
    }

    /** A mail arrives, a minute after the one before, or now where that is later. */
    public String receives(String subject) {
        return receives("inbox", subject);
    }

    public String receives(String folder, String subject) {
        return stores(folder, next(), mime(subject), false);
    }

    private synchronized Instant next() {
        Instant minute = last.plusSeconds(60);
        Instant instant = now.get().truncatedTo(ChronoUnit.SECONDS);
        return minute.isAfter(instant) ? minute : instant;
    }

    /** A mail of the past. */
    public String received(String folder, Instant at, String subject) {
        return stores(folder, at, mime(subject), false);
    }

    /** A mail of the past with whatever is in it. */
    public String holds(String folder, Instant at, byte[] mime) {
        return stores(folder, at, mime, false);
    }

    public String receivesMime(String folder, String mime) {
        return stores(folder, next(), mime.getBytes(StandardCharsets.UTF_8), false);
    }

    public String drafts(String folder, String subject) {
        return stores(folder, next(), mime(subject), true);
    }

    private String stores(String folder, Instant at, byte[] mime, boolean draft) {
        String id;
        synchronized (this) {
            last = at.isAfter(last) ? at : last;
            id = newId();
            String subject = new String(mime, StandardCharsets.UTF_8).lines().filter(l -> l.startsWith("Subject: "))
                    .findFirst().orElse("").replaceFirst("Subject: ", "");
            mails.put(id, new Mail(id, folder(folder), at.truncatedTo(ChronoUnit.SECONDS), subject, mime, draft));
            logged(folder(folder), id, false);
        }
        changed.happened(this, "messages", "created", id);
        return id;
    }

    private byte[] mime(String subject) {
        return ("From: Helen Marsh <helen@buyer.example>\r\nTo: " + address + "\r\nMessage-ID: <"
                + subject.replace(' ', '.') + "@buyer.example>\r\nSubject: " + subject + "\r\n\r\nText of " + subject
                + "\r\n").getBytes(StandardCharsets.UTF_8);
    }

    /** As if somebody read or flagged it: the message comes again among the changes. */
    public void marks(String subject) {
        Mail mail = mail(subject);
        synchronized (this) {
            logged(mail.folder(), mail.id(), false);
        }
        changed.happened(this, "messages", "updated", mail.id());
    }

    /** Deletes it for good. */
    public void deletes(String subject) {
        Mail mail = mail(subject);
        synchronized (this) {
            mails.remove(mail.id());
            logged(mail.folder(), mail.id(), true);
        }
        changed.happened(this, "messages", "deleted", mail.id());
    }

    /** What arrived last is moved, and known by another id afterwards. */
    public void movesNewest(String target) {
        Optional<Mail> newest;
        synchronized (this) {
            newest = mails.values().stream().filter(m -> !m.draft()).max(Comparator.comparing(Mail::receivedAt));
        }
        newest.ifPresent(mail -> moves(mail, target, newId()));
    }

    /** @return its id after the move, which is the same unless this mailbox is {@link #changingIdsOnMoves} */
    public String moves(String subject, String target) {
        Mail mail = mail(subject);
        return moves(mail, target, keepsIds ? mail.id() : newId());
    }

    private String moves(Mail mail, String target, String id) {
        Mail moved;
        synchronized (this) {
            moved = new Mail(id, folder(target), mail.receivedAt(), mail.subject(),
                    mail.mime(), mail.draft());
            mails.remove(mail.id());
            mails.put(moved.id(), moved);
            logged(mail.folder(), mail.id(), true);
            logged(moved.folder(), moved.id(), false);
        }
        changed.happened(this, "messages", "deleted", mail.id());
        changed.happened(this, "messages", "created", moved.id());
        return moved.id();
    }

    public synchronized List<String> subjects(String folder) {
        return mailsIn(folder(folder)).stream().map(Mail::subject).toList();
    }

    synchronized String newId() {
        // With a sign that has to be encoded in addresses.
        return "AAkALgAAAAAAHYQDEapmEc2byACqAC-EWg0A%05d+AAA=".formatted(++ids);
    }

    private void logged(String folder, String id, boolean removed) {
        log.add(new Logged(++events, folder, id, removed));
    }

    synchronized long events() {
        return events;
    }

    /** What happened in a folder, the last state of each message once. */
    synchronized List<Logged> since(String folder, long from, long to) {
        Map<String, Logged> latest = new LinkedHashMap<>();
        for (Logged line : log.subList((int) from, (int) Math.min(to, log.size()))) {
            if (line.folder().equals(folder)) {
                latest.remove(line.id());
                latest.put(line.id(), line);
            }
        }
        return List.copyOf(latest.values());
    }

    synchronized List<Mail> mailsIn(String folder) {
        return mails.values().stream().filter(m -> m.folder().equals(folder)).toList();
    }

    List<Mail> newestFirst(String folder) {
        return mailsIn(folder).stream().sorted(Comparator.comparing(Mail::receivedAt).reversed()).toList();
    }

    synchronized Optional<Mail> byId(String id) {
        return Optional.ofNullable(mails.get(id));
    }

    synchronized List<Folder> folders() {
        return List.copyOf(folders.values());
    }

    /** By id or well-known name, as Graph takes it. */
    synchronized Optional<Folder> find(String idOrName) {
        return Optional.ofNullable(folders.get(wellKnown.getOrDefault(idOrName, idOrName)));
    }

    private String folder(String name) {
        return folderId(name);
    }

    synchronized Mail mail(String subject) {
        return mails.values().stream().filter(m -> m.subject().equals(subject)).findFirst()
                .orElseThrow(() -> new NoSuchElementException(subject));
    }

    void changed(String kind, String change, String id) {
        changed.happened(this, kind, change, id);
    }
}
