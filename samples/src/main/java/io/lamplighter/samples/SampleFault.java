// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.samples;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** Something that goes wrong at a provider of the sample world, in words for whoever watches. */
enum SampleFault {

    STORM("Too many requests", "It turns every request away: too many, come back later (429).",
            "The mailbox cannot be read and says why and when it is tried again. Let mail arrive meanwhile: it is there"
                    + " after you switch this off, once."),

    OUTAGE("Outage", "Every request is answered with an error and a page for people, as a gateway does.",
            "The same, with other words. Nobody has to do anything when it is over."),

    TRUNCATED("Answers cut off", "Every answer ends in the middle.",
            "A page that cannot be read whole is stored not at all, and asked for again. The remainder stays 0."),

    PROXY("A proxy in between", "Every answer is a web page that claims all is well.",
            "It is not taken for an empty mailbox: nothing is counted, nothing vanishes."),

    RESETS("Broken connections", "Every connection is broken off.",
            "The mailbox cannot be read, and goes on from the last page that was stored."),

    SLOW("Slow answers", "Every answer takes two seconds.",
            "Let mail arrive: it comes later, and once. The mailbox stays connected; an answer that takes minutes would be"
                    + " given up and asked for again."),

    SHUFFLED("Pages out of order", "What changed is listed in any order, some of it twice.",
            "Nothing at all: no message twice on a deal, the remainder stays 0."),

    EMPTY_PAGES("Empty pages", "Before every page comes one with nothing in it but where to go on.",
            "Nothing at all. Who takes an empty page for the end loses mail."),

    LOST_CALLS("Lost change notifications", "The provider no longer calls when something happens.",
            "Let mail arrive: it comes with the next look, within half a minute, and not within a second."),

    DOUBLE_CALLS("Doubled change notifications", "The provider calls twice for everything.",
            "Let mail arrive: it is on the deal once."),

    CLOCK_AHEAD("A clock seven hours ahead",
            "The provider believes it is seven hours later, and stamps mail with that.",
            "Let mail arrive: it is on its deal, once, with the time the provider gave it. Google's change notifications"
                    + " count as forged meanwhile, so its mail comes with the next look."),

    CLOCK_BEHIND("A clock seven hours behind",
            "The provider believes it is seven hours earlier, and stamps mail with that.",
            "The same. Mail that claims to be older than what was read last is not passed over."),

    EXPIRED_CURSOR("Our place forgotten",
            "The provider forgets, now, up to where we had read (410, or 404 of a history).",
            true,
            "The whole mailbox is read again. Not one activity is there twice, and what was deleted meanwhile is noticed."),

    NEW_IDS("New ids after a move",
            "The newest message of every mailbox is moved, now, and the provider knows it by another id afterwards.",
            true,
            "Nothing at all: the message stays on its deal, once, and the remainder stays 0."),

    CONSENT_WITHDRAWN("Consent withdrawn", "Everybody at this provider withdraws, now, what they had allowed.", true,
            "Within seconds the mailbox needs its owner to sign in again, and its deals are blind, not dark. Open the"
                    + " mailbox, choose Sign in again and allow: reading goes on where it had stopped."),

    BUSY("Server busy",
            "It hangs up on whoever connects and refuses every command: the mail store is not available (BYE,"
                    + " [UNAVAILABLE]).",
            "Let mail arrive: the mailbox says that its server is busy and when it is tried again. Nothing is set aside, and the"
                    + " mail is there after you switch this off, once."),

    RENUMBERED("Folders numbered anew",
            "Every folder gets new numbers for its messages, now, as after a restore (another UIDVALIDITY).", true,
            "Let mail arrive: every folder is read again. Not one activity is there twice, and the remainder stays 0."),

    PASSWORD_REFUSED("Password refused", "The server no longer accepts any password.",
            "Let mail arrive: the mailbox is tried once, not again and again, for that locks accounts. After you switch this off,"
                    + " open it, choose Sign in again and enter the password lamplight.");

    /** What happens to those who are asked over HTTP. */
    static final Set<SampleFault> OF_AN_API = Collections
            .unmodifiableSet(EnumSet.complementOf(EnumSet.of(BUSY, RENUMBERED, PASSWORD_REFUSED)));

    private final String title;
    private final String does;
    private final boolean once;
    private final String watch;

    SampleFault(String title, String does, String watch) {
        this(title, does, false, watch);
    }

    SampleFault(String title, String does, boolean once, String watch) {
        this.title = title;
        this.does = does;
        this.once = once;
        this.watch = watch;
    }

    /** In addresses. */
    String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static SampleFault of(String id) {
        return valueOf(id.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    String title() {
        return title;
    }

    String does() {
        return does;
    }

    /** Whether it happens and is over; all others last until they are switched off. */
    boolean happensOnce() {
        return once;
    }

    /** What to watch for. */
    String watch() {
        return watch;
    }
}
