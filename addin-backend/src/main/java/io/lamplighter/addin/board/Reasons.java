// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.board;

import io.lamplighter.crm.warning.OpenDeal;
import io.lamplighter.crm.warning.OpenDeal.Blindness;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Says why a deal stands where it stands: what is known, since when, and what it means. */
final class Reasons {

    private static final int SUBJECT = 70;
    private static final DateTimeFormatter WEEKDAY = DateTimeFormatter.ofPattern("EEEE", Locale.ENGLISH);

    private final Words words;
    private final Instant now;

    Reasons(Words words, Instant now) {
        this.words = words;
        this.now = now;
    }

    /** For a row of the board, below the name of the deal. */
    String row(OpenDeal deal) {
        return switch (deal.silence().state()) {
            case DARK -> silent(deal) + (isNewlyDark(deal) ? " Dark since " + day(deal) + "." : last(deal));
            case HEADING_DARK -> "Goes dark " + goesDark(deal) + " unless the buyer writes." + last(deal);
            case BLIND -> deal.blindness().map(this::blind).orElse("") + " The buyer may have written.";
            case PAUSED -> paused(deal);
            case BRIGHT -> bright(deal);
        };
    }

    /** For the head of the deal's own page. */
    String lead(OpenDeal deal) {
        return switch (deal.silence().state()) {
            case DARK -> silent(deal) + " Dark since " + words.longDate(deal.silence().goesDarkOn()) + ".";
            case HEADING_DARK -> silent(deal) + " Goes dark " + goesDark(deal) + " unless the buyer writes.";
            case BLIND -> deal.blindness().map(this::blind).orElse("") + " At most "
                    + words.days(deal.silence().days()) + " of silence, threshold " + deal.silence().threshold()
                    + "; it may be ours.";
            case PAUSED -> paused(deal);
            case BRIGHT -> bright(deal) + " Goes dark " + goesDark(deal) + " if nothing more comes.";
        };
    }

    private String silent(OpenDeal deal) {
        String days = words.days(deal.silence().days()) + ", threshold " + deal.silence().threshold() + ".";
        return deal.lastInbound().isPresent()
                ? "No word from the buyer for " + days
                : "The buyer has never written, and it has been " + days;
    }

    private String bright(OpenDeal deal) {
        return deal.lastInbound().map(last -> name(last.name()) + " wrote " + on(last.at()) + subject(last))
                .orElseGet(() -> "The buyer has not written yet; "
                        + (deal.silence().days() == 0
                                ? "the deal is new."
                                : words.days(deal.silence().days()) + " of " + deal.silence().threshold() + "."));
    }

    private String paused(OpenDeal deal) {
        if (deal.meeting().isPresent()) {
            OpenDeal.MeetingAhead meeting = deal.meeting().get();
            return "A meeting " + (meeting.title().isBlank() ? "" : "(“" + Clip.line(meeting.title(), SUBJECT) + "”) ")
                    + "is planned for " + words.weekdayTime(meeting.at(), now) + ", so the clock waits at "
                    + words.days(deal.silence().days()) + " of " + deal.silence().threshold() + ".";
        }
        String until = deal.pausedUntil().map(end -> "Away until " + words.date(words.day(end), today()))
                .orElse("An absence was announced");
        return until + ", so the clock waits at " + words.days(deal.silence().days()) + " of "
                + deal.silence().threshold() + ".";
    }

    private String last(OpenDeal deal) {
        return deal.lastInbound().map(last -> " Last was " + name(last.name()) + " " + on(last.at()) + subject(last))
                .orElse("");
    }

    private String subject(OpenDeal.LastInbound last) {
        return last.subject().isBlank() ? "." : ": “" + Clip.line(last.subject(), SUBJECT) + "”.";
    }

    /** What keeps us from seeing, in a whole sentence. */
    String blind(Blindness blindness) {
        String mailbox = blindness.owner() + "’s mailbox";
        return switch (blindness.cause()) {
            case MAILBOX_FAILING -> blindness.since()
                    .map(since -> mailbox + " has not been readable since " + words.dateTime(since, now) + ".")
                    .orElse(mailbox + " could not be read yet.");
            case MAILBOX_PAUSED -> "Reading of " + mailbox + " is paused"
                    + blindness.since().filter(since -> since.isAfter(Instant.EPOCH))
                            .map(since -> "; it was last read " + words.dateTime(since, now)).orElse("")
                    + ".";
            case STILL_IMPORTING -> "The history of " + mailbox + " is still being read.";
            case NO_MAILBOX -> "No mailbox of " + blindness.owner() + " is connected.";
        };
    }

    /** "today 09:01", "yesterday", "on Mon 16 Nov", "on 26 Oct". */
    String on(Instant moment) {
        return (words.days(moment, now) > 1 ? "on " : "") + words.lately(moment, now);
    }

    private boolean isNewlyDark(OpenDeal deal) {
        return Words.days(deal.silence().goesDarkOn(), today()) <= 1;
    }

    private String day(OpenDeal deal) {
        return deal.silence().goesDarkOn().equals(today()) ? "today" : "yesterday";
    }

    private String goesDark(OpenDeal deal) {
        LocalDate on = deal.silence().goesDarkOn();
        return switch (Words.days(today(), on)) {
            case 0 -> "today";
            case 1 -> "tomorrow";
            case 2, 3, 4, 5, 6 -> "on " + WEEKDAY.format(on);
            default -> "on " + words.date(on, today());
        };
    }

    private static String name(String name) {
        return name.isBlank() ? "The buyer" : name;
    }

    private LocalDate today() {
        return words.day(now);
    }
}
