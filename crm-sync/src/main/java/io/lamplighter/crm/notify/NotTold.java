// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.notify;

/** Somebody could not be told. Unlike that of any other exception its message is kept, and shown to administrators. */
public final class NotTold extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param how in a few words of ours: "answered 500"; nothing that the other side said */
    public NotTold(String how) {
        super(how, null, false, false);
    }
}
