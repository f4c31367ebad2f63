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

    /**
     * Tells one person. May be called again for the same notice where it is not known whether the first call arrived.
     *
     * @throws RuntimeException if it did not arrive; it is tried again later. Its message is not kept
     */
    void tell(Notice notice, User whom);
}
