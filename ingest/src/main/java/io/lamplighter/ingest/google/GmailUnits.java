// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.google;

/** What the methods of the Gmail API cost (usage limits of 1 May 2026). */
final class GmailUnits {

    static final int PROFILE = 1;
    static final int LABEL = 1;
    static final int HISTORY = 2;
    static final int LIST = 5;
    static final int GET = 20;
    static final int STOP = 50;
    static final int WATCH = 100;

    private GmailUnits() {}
}
