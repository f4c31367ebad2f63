// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.board;

import org.jspecify.annotations.Nullable;

/** The parameters of the board as they came; those that are missing are null. */
record Asked(@Nullable String owner, @Nullable String stage, @Nullable String state, @Nullable String amount,
        @Nullable String sort, @Nullable String q) {

    Filters.Chosen chosen() {
        return new Filters.Chosen(text(owner), text(stage), text(state), text(amount), text(sort), text(q));
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value.strip();
    }
}
