// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.samples;

import io.lamplighter.ingest.Participant;

/** Somebody, as {@link ReadMail} prints it; both may be empty. */
record NamedAddress(String name, String address) {

    static NamedAddress of(Participant participant) {
        return new NamedAddress(participant.name(), participant.address());
    }
}
