// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.batch;

import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One mailbox that is to be connected.
 *
 * @param number of the line in the file, the header being line 1; counted from 1 where there is no file
 * @param owner email address of whose it is; empty for the mailbox's own
 * @param ownerName for an owner who is not known yet; may be empty
 * @param imap null for a mailbox that its organisation lets us read
 * @param organisation null for one that is reached over IMAP
 * @param reading what of it is read
 * @param answer what is known to be wrong before it is tried; null where it can be tried
 */
record Row(int number, String address, String owner, String ownerName, @Nullable Imap imap,
        @Nullable OfOrganisation organisation, Reading reading, @Nullable Answer answer) {

    Row {
        Objects.requireNonNull(address, "address");
        Objects.requireNonNull(owner, "owner");
        Objects.requireNonNull(ownerName, "ownerName");
        Objects.requireNonNull(reading, "reading");
    }

    static Row wrong(int number, String address, String why) {
        return new Row(number, address, "", "", null, null, Reading.NONE, new Answer(State.WRONG, why));
    }

    /** How it stands. */
    enum State {
        WAITING, CONNECTED, THERE, WRONG;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** @param text what is wrong and what to do; never a password */
    record Answer(State state, String text) {}

    /** @param host empty to find it from the address */
    record Imap(String host, int port, String security, String username, String password) {

        /** Without the password. */
        @Override
        public String toString() {
            return "Imap[" + username + " at " + host + "]";
        }
    }

    record OfOrganisation(long id) {}

    /**
     * What is read of a mailbox.
     *
     * @param since nothing from before is
     * @param calendar and {@code transcripts}: heard of organisations' mailboxes only
     * @param starts false where somebody is asked first, with this window chosen already
     */
    record Reading(Instant since, boolean calendar, boolean transcripts, boolean starts) {

        static final Reading NONE = new Reading(Instant.EPOCH, false, false, true);
    }
}
