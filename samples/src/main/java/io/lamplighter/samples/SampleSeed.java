// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.samples;

import io.lamplighter.addin.connect.MailboxConnections;
import io.lamplighter.addin.security.SignIns;
import io.lamplighter.crm.directory.OurAddresses;
import io.lamplighter.crm.directory.User;
import io.lamplighter.crm.directory.Users;
import io.lamplighter.crm.imports.AccountImport;
import io.lamplighter.crm.imports.ContactImport;
import io.lamplighter.crm.imports.OpportunityImport;
import io.lamplighter.crm.imports.RoleImport;
import io.lamplighter.samples.world.SampleMailbox;
import io.lamplighter.samples.world.SampleUser;
import io.lamplighter.samples.world.World;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.springframework.beans.factory.BeanFactory;

/** Puts the people, deals and mailboxes of the sample world into an empty Lamplighter, as an admin would. */
final class SampleSeed {

    private static final List<String> OWN_DOMAINS = List.of("fernbeck.example", "fernbeck-group.example");
    private static final List<String> FREEMAIL_DOMAINS = List.of("postbox.example");

    private final BeanFactory application;

    SampleSeed(BeanFactory application) {
        this.application = application;
    }

    /** @param address where it is reached, with a slash at the end */
    void plant(World world, SamplePost post, URI address) {
        OurAddresses ours = application.getBean(OurAddresses.class);
        FREEMAIL_DOMAINS.forEach(ours::addFreemailDomain);
        OWN_DOMAINS.forEach(ours::addDomain);
        world.users().forEach(person -> add(person, ours));
        application.getBean(AccountImport.class).from(world.csv("accounts.csv"));
        application.getBean(ContactImport.class).from(world.csv("contacts.csv"));
        application.getBean(OpportunityImport.class).from(world.csv("opportunities.csv"));
        application.getBean(RoleImport.class).from(world.csv("roles.csv"));
        connect(world, post, address);
    }

    private void connect(World world, SamplePost post, URI address) {
        MailboxConnections mailboxes = application.getBean(MailboxConnections.class);
        SampleUser admin = world.users().stream().filter(user -> user.role().equals("admin")).findFirst()
                .orElseThrow();
        try (SampleConsents consents = new SampleConsents(address, admin)) {
            world.mailboxes().stream().filter(SampleMailbox::connected).forEach(mailbox -> {
                SampleUser owner = world.user(mailbox.user());
                if (mailbox.provider() == SampleMailbox.Provider.IMAP) {
                    mailboxes.connect(mailbox.address(), owner.email(), post.account(owner));
                } else {
                    consents.connect(mailbox, owner);
                }
            });
        }
    }

    private void add(SampleUser person, OurAddresses ours) {
        User user = application.getBean(Users.class).add(person.username(), person.name(), person.email(),
                User.Role.valueOf(person.role().toUpperCase(Locale.ROOT)));
        application.getBean(SignIns.class).setPassword(user.id(), person.password());
        person.aliases().forEach(alias -> ours.addAddress(alias, person.email()));
    }
}
