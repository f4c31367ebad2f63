// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.samples;

import io.lamplighter.samples.world.Delivery;
import io.lamplighter.samples.world.SampleMailbox;
import io.lamplighter.samples.world.SampleMeeting;
import io.lamplighter.samples.world.SampleUser;
import java.util.Map;
import java.util.Set;

/** A provider of mail in this process, which can be made to fail. Reachable from this machine only. */
interface SampleProvider extends AutoCloseable {

    SampleMailbox.Provider kind();

    /** What can be made to go wrong here. */
    Set<SampleFault> knows();

    /** Opens a mailbox, empty. */
    void open(SampleMailbox mailbox, SampleUser owner);

    void deliver(SampleMailbox mailbox, Delivery delivery);

    /** Puts a meeting into the calendar of a mailbox, with what was said there if this mailbox called it. */
    void enter(SampleMailbox mailbox, SampleMeeting meeting);

    /** From now on this goes wrong, and nothing else; what happens once has happened when this returns. */
    void suffers(SampleFault fault);

    void recovers();

    int requests();

    /** How many answers were not what they should have been. */
    int faults();

    /** With what the application finds it. */
    Map<String, String> settings(String application);

    @Override
    void close();
}
