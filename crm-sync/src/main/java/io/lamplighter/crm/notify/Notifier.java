// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.notify;

import io.lamplighter.crm.directory.User;

/** A way to reach a person who is not looking at a page: mail, a webhook. Thread-safe. */
public interface Notifier {

    /** Short, stable and lower-case ({@code mail}); stored with every delivery. */
    String channel();

    /** Whether there is anything to tell by; what is off when a warning is raised is not told later. */
    default boolean isOn() {
        return true;
    }

    /** Whether it reaches one place for all of them, and so is told once for each warning and not once for each person. */
    default boolean isShared() {
        return false;
    }

    /** To how many places may be spoken at the same time. One place hears one thing after the other in any case. */
    default int placesAtOnce() {
        return 16;
    }

    /**
     * Tells one person. May be called again for the same notice where it is not known whether the first call arrived. Ends by
     * itself, well within two minutes: after that another node may tell it, too.
     *
     * @throws NotTold if it did not arrive; it is tried again later
     * @throws RuntimeException the same; of this one only the kind is kept
     */
    void tell(Notice notice, User whom);
}
