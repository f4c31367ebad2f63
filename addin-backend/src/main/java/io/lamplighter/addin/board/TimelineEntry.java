// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.board;

/** Something at one place of the timeline. */
public sealed interface TimelineEntry permits Activity, TimelineGap {

    /** {@code card}, {@code line} or {@code gap}: which shape the template gives it. */
    String shape();
}
