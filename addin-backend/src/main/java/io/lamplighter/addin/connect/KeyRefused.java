// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.connect;

import org.jspecify.annotations.Nullable;

/** A server cannot start with the encryption key that it was given, or without one. Quotes no key. */
public final class KeyRefused extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    private final String why;
    private final String toDo;

    KeyRefused(String why, String toDo, @Nullable Throwable cause) {
        super(why + " " + toDo, cause);
        this.why = why;
        this.toDo = toDo;
    }

    /** What is wrong, in sentences. */
    public String why() {
        return why;
    }

    /** What whoever runs the server can do about it. */
    public String toDo() {
        return toDo;
    }
}
