// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.samples.choice;

enum Provider {
    MICROSOFT, GOOGLE, IMAP
}
