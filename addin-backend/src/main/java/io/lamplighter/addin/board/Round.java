// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.board;

/** Coordinates with one digit: enough for a screen, short in the page. */
final class Round {

    private Round() {}

    static double tenths(double value) {
        return Math.round(value * 10) / 10.0;
    }
}
