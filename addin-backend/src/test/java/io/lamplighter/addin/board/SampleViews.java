// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.board;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** One view of every page, with the people and figures of the mock-ups. */
final class SampleViews {

    static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
    static final Words WORDS = new Words(Locale.ENGLISH, ZONE);
    static final Instant NOW = Instant.parse("2026-11-19T08:42:00Z");
    static final LocalDate TODAY = LocalDate.of(2026, 11, 19);

    private SampleViews() {}

    static Shell manager() {
        return new Shell("", new Shell.Viewer(Face.of("Marta Lindqvist"), "Manager, North", true, false), 3, "", "");
    }

    static Shell admin() {
        return new Shell("", new Shell.Viewer(Face.of("Ewa Sorel"), "Administrator", false, true), 0, "",
                "Reading of Marta Lindqvist goes on.");
    }

    /** Where a phrase stands in a text. */
    static EvidenceSpan span(String text, String place, double contribution, String source) {
        return span(text, place, contribution, place, source);
    }

    static EvidenceSpan span(String text, String place, double contribution, String phrase, String source) {
        int start = text.indexOf(place);
        return new EvidenceSpan(start, start + place.length(), contribution, phrase, source);
    }

    static MailboxesView mailboxes() {
        return new MailboxesView("Five of six are being read. One needs its owner to sign in again.", mailboxList(),
                quarantine(),
                ConnectForm.empty(owners()), List.of());
    }

    static MailboxesView mailboxesWithProblems() {
        ConnectForm.Fields fields = new ConnectForm.Fields("tom", "tom@fernbeck.example", "mail.fernbeck.example",
                "99x", "tls", "tom");
        Map<String, String> problems = Map.of("port", "“99x” is not a port. It is a number from 1 to 65535.",
                "password",
                "mail.fernbeck.example answered “authentication failed”. Most servers want an app password here, not the one for signing in.");
        ConnectForm.Test test = new ConnectForm.Test(false, "mail.fernbeck.example did not let us in",
                "It answered “authentication failed” for the user tom. Nothing was changed.");
        return new MailboxesView("No mailbox is connected.",
                new MailboxList(new MailboxList.Tools("", "", List.of()), new MailboxRows(false, "", List.of(), null),
                        true,
                        null, ""),
                new Quarantine("Quarantine, empty", List.of(), null),
                new ConnectForm(fields, owners(), problems, test),
                List.of(new MailboxesView.Way("/connect/microsoft", "Microsoft 365")));
    }

    private static List<Filters.Choice> owners() {
        return List.of(new Filters.Choice("anna", "Anna Reyes"), new Filters.Choice("tom", "Tom Okafor"),
                new Filters.Choice("priya", "Priya Nair"));
    }

    static MailboxList mailboxList() {
        List<MailboxView> mailboxes = List.of(
                mailbox("6", "Idris Vale", "stop", "Needs sign-in again",
                        "Since 17 Nov, 22:10. Two deals are blind until then.", "17 Nov, 22:09",
                        "mail captured", "not known", "pause"),
                mailbox("2", "Tom Okafor", "slow", "Reading 18 November again",
                        "Two mails were missing when we counted.", "52 seconds ago",
                        "asked, nothing new", "71 today", "pause"),
                new MailboxView("3", "Priya Nair", "priya@fernbeck.example · IMAP",
                        new MailboxView.Health("busy", "Reading history, 64 %", ""),
                        new MailboxView.Delay("–", "no mail yet"),
                        new MailboxView.Proof("6 seconds ago", "mail captured"),
                        new MailboxView.Seen("212 today", "not compared yet", false, ""),
                        new MailboxView.Reading(64, "12,480 of 19,500, 58 a second, about 2 minutes left"), facts(),
                        "pause"),
                mailbox("1", "Anna Reyes", "ok", "Read every 30 seconds", "", "38 seconds ago", "asked, nothing new",
                        "64 today", "pause"),
                mailbox("4", "Seo-yeon Kim", "ok", "Read every 30 seconds", "", "12 seconds ago", "mail captured",
                        "49 today", "pause"),
                mailbox("5", "Marta Lindqvist", "paused", "Paused by Ewa Sorel",
                        "Since today, 08:15. Reading goes on from there.", "today 08:15",
                        "asked, nothing new", "4 today", "resume"));
        return new MailboxList(
                new MailboxList.Tools("idris", "", List.of(new Filters.Choice("reading", "Being read (2)"))),
                new MailboxRows(true, "?q=idris", mailboxes, new More("?q=idris&after=MQ", "Show 50 more")), false,
                new Count(41_208, 15_117, 26_086, 3, 2),
                "All mailboxes, compared with their servers since 2 hours ago");
    }

    private static MailboxView mailbox(String id, String name, String kind, String state, String detail, String when,
            String how, String today, String control) {
        String address = name.split("[ -]")[0].toLowerCase(Locale.ROOT) + "@fernbeck.example · IMAP";
        return new MailboxView(id, name, address, new MailboxView.Health(kind, state, detail),
                new MailboxView.Delay("6 s", "95 % within 24 s"), new MailboxView.Proof(when, how),
                new MailboxView.Seen(today, kind.equals("slow") ? "2 missing" : "nothing missing", kind.equals("slow"),
                        "30 days, compared 2 hours ago"),
                null, facts(), control);
    }

    private static List<MailboxView.Fact> facts() {
        return List.of(
                new MailboxView.Fact("Push", "Works, promised until 24 Nov, 10:12", "Heard of last 3 minutes ago."),
                new MailboxView.Fact("Backlog", "Nothing waits", ""),
                new MailboxView.Fact("Next attempt", "09:43", "Asked every minute."),
                new MailboxView.Fact("Typical delay", "6 seconds", ""));
    }

    static ReadingView reading(String folder) {
        return new ReadingView("3", "priya@fernbeck.example", true, "", List.of(
                new ReadingView.Window(30, "30 days", "1,204 messages", "about 4 minutes", false, true),
                new ReadingView.Window(90, "90 days", "about 3,600 messages", "about 12 minutes", true, true),
                new ReadingView.Window(365, "A year", "about 15,000 messages", "about 50 minutes", false, true),
                new ReadingView.Window(0, "Everything there is", "about 64,000 messages", "about 4 hours", false,
                        true)),
                "The provider lets a program read 300 messages a minute of one mailbox.",
                List.of(new ReadingView.Folder("INBOX", "Inbox", "12,480", true, false,
                        "Without it there is nothing to read."),
                        new ReadingView.Folder("Label_1", folder, "212", true, true, ""),
                        new ReadingView.Folder("SPAM", "Spam", "31", false, false,
                                "Gmail deletes spam after thirty days; it is nobody's word to you.")),
                List.of(new ReadingView.Beside("calendar", "Calendar",
                        "A meeting with the buyer counts as a word from the buyer.", true, true)),
                "/mailboxes/3");
    }

    static Quarantine quarantine() {
        return new Quarantine("Quarantine, 3 mails",
                List.of(
                        new Quarantine.Held("3", "A part ends before its boundary", "Tom Okafor, Inbox",
                                "Today, 08:17, 214 kB", "Part 2 of 3, byte 48,113",
                                "Twice, again at 10:17"),
                        new Quarantine.Held("2", "Larger than 50 MB", "Tom Okafor, Inbox", "18 Nov, 15:02, 71 MB",
                                "One attachment", ""),
                        new Quarantine.Held("1", "Encrypted, no key", "Tom Okafor, Inbox", "18 Nov, 09:40, 12 kB", "",
                                "")),
                null);
    }

    static ReviewView review() {
        return new ReviewView(
                "Three mails could belong to more than one deal. Until somebody says which, they count for none.",
                List.of(
                        item("41", "Helen Marsh", "Re: Numbers", "Mon 16 Nov, 15:02", "2026-11-16T15:02",
                                "Could you send me the figures per site again, with and without the vehicles? The group wants both on one page.",
                                "The best deal is only 0.06 ahead of the next."),
                        item("42", "Raj Menon", "Budget round", "Fri 13 Nov, 11:20", "2026-11-13T11:20",
                                "Second round is on the 24th. I will need one sheet that covers everything.",
                                "Two deals of this account are open; the mail names neither."),
                        item("43", "Helen Marsh", "Visit in December", "Tue 10 Nov, 09:05", "2026-11-10T09:05",
                                "We would like to see a running installation before Christmas.",
                                "The best deal is only 0.11 ahead of the next.")),
                null);
    }

    private static ReviewView.Item item(String id, String who, String subject, String when, String iso, String excerpt,
            String why) {
        return new ReviewView.Item(id,
                new Activity.Heading("in", who, "to Anna Reyes", subject, new Activity.When(when, iso)), excerpt, why,
                List.of(
                        new ReviewView.Candidate(
                                new DealRow.Deal("1", "Cold-room monitoring, 14 sites", "Oakhanger Dairies"),
                                "Proposal · €84,000 · Anna Reyes", who + " is in its buying team.", "0.53", 53),
                        new ReviewView.Candidate(new DealRow.Deal("20", "Vehicle probes", "Oakhanger Dairies"),
                                "Qualified · €31,000 · Tom Okafor",
                                "The most recent open deal of the account.", "0.47", 47)));
    }

    static LoginView login() {
        return new LoginView("User name or password is not right.", "",
                List.of(new LoginView.Sample("anna", "Sales, sees her own deals"),
                        new LoginView.Sample("marta", "Manager, sees the team"),
                        new LoginView.Sample("ewa", "Administrator, sees mailboxes, no mail")));
    }
}
