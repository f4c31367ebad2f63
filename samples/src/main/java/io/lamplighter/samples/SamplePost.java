// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.samples;

import io.lamplighter.ingest.imap.ImapAccount;
import io.lamplighter.samples.world.Delivery;
import io.lamplighter.samples.world.SampleMailbox;
import io.lamplighter.samples.world.SampleUser;
import io.lamplighter.samples.world.World;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** All mailboxes and calendars of the sample world, wherever they are. */
final class SamplePost implements AutoCloseable {

    private final SampleImap imap;
    private final List<SampleProvider> providers;
    private final Map<String, SampleMailbox> mailboxes = new HashMap<>();

    /** @param imapPort 0 for any that is free */
    SamplePost(Clock clock, int imapPort, World world) {
        imap = new SampleImap(imapPort);
        providers = List.of(new SampleMicrosoft(clock), new SampleGoogle(clock), imap);
        world.mailboxes().forEach(mailbox -> {
            mailboxes.put(mailbox.name(), mailbox);
            providers.stream().filter(p -> p.kind() == mailbox.provider())
                    .forEach(p -> p.open(mailbox, world.user(mailbox.user())));
        });
    }

    List<SampleProvider> providers() {
        return providers;
    }

    private SampleMailbox named(String name) {
        SampleMailbox mailbox = mailboxes.get(name);
        if (mailbox == null) {
            throw new IllegalArgumentException("no mailbox " + name);
        }
        return mailbox;
    }

    /** Puts everything there that lies there now. */
    void fill(World world) {
        deliver(world.deliveries());
        world.meetings().forEach(meeting -> meeting.calendars().stream().map(this::named)
                .forEach(mailbox -> providers.stream().filter(p -> p.kind() == mailbox.provider())
                        .forEach(p -> p.enter(mailbox, meeting))));
    }

    void deliver(List<Delivery> deliveries) {
        deliveries.forEach(delivery -> {
            SampleMailbox mailbox = named(delivery.mailbox());
            providers.stream().filter(p -> p.kind() == mailbox.provider()).forEach(p -> p.deliver(mailbox, delivery));
        });
    }

    /** How the IMAP mailbox of somebody is reached. */
    ImapAccount account(SampleUser person) {
        return imap.account(person);
    }

    @Override
    public void close() {
        providers.forEach(SampleProvider::close);
    }
}
