// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.samples.world;

import java.util.Locale;

/** The mail program a message was written with, as far as its text shows it. */
enum Client {
    /** Quotes nothing. */
    NONE, GMAIL, GMAIL_FR, OUTLOOK, OUTLOOK_DE, APPLE;

    static Client named(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    /** The program whose markup a message has: the one that quotes, else the usual one for its form. */
    static Client of(Letter letter) {
        if (letter.quotes() != NONE) {
            return letter.quotes();
        }
        return letter.form() == Letter.Form.HTML ? OUTLOOK : GMAIL;
    }
}
