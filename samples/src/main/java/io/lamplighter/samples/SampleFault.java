// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.samples;

import java.util.Locale;

/** Something that goes wrong at a provider of the sample world, in words for whoever watches. */
enum SampleFault {

    STORM("Too many requests", "Every request is turned away with 429 and a time to wait.",
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

    SHUFFLED("Pages out of order", "What changed is listed in any order, at Microsoft some of it twice.",
            "Nothing at all: no message twice on a deal, the remainder stays 0."),

    EMPTY_PAGES("Empty pages", "Before every page comes one with nothing in it but where to go on.",
            "Nothing at all. Who takes an empty page for the end loses mail."),

    LOST_CALLS("Lost change notifications", "The provider no longer calls when something happens.",
            "Let mail arrive: it comes with the next look, within half a minute, and not within a second."),

    DOUBLE_CALLS("Doubled change notifications", "The provider calls twice for everything.",
            "Let mail arrive: it is on the deal once."),

    EXPIRED_CURSOR("Expired cursor", "The provider forgets, now, where we had read to (410, or 404 of a history).",
            true,
            "The whole mailbox is read again. Not one activity is there twice, and what was deleted meanwhile is noticed."),

    CONSENT_WITHDRAWN("Consent withdrawn", "Everybody at this provider withdraws, now, what they had allowed.", true,
            "Within seconds the mailbox needs its owner to sign in again, and its deals are blind, not dark. Open the"
                    + " mailbox, choose Sign in again and allow: reading goes on where it had stopped.");

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
