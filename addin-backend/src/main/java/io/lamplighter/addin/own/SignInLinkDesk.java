// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.own;

import io.lamplighter.addin.notify.MailNotifier;
import io.lamplighter.addin.oauth.OAuthSite;
import io.lamplighter.crm.directory.User;
import io.lamplighter.crm.directory.Users;
import io.lamplighter.crm.mailbox.MailboxEvents;
import io.lamplighter.crm.mailbox.MailboxState;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes links for owners of mailboxes that wait to be signed in again, and sends them by mail where mail is sent. */
public final class SignInLinkDesk {

    static final String PATH = "/again/";

    private static final Logger LOG = LoggerFactory.getLogger(SignInLinkDesk.class);

    private final SignInLinks links;
    private final Users users;
    private final MailNotifier mail;
    private final MailboxEvents events;
    private final OAuthSite site;
    private final Clock clock;

    public SignInLinkDesk(SignInLinks links, Users users, MailNotifier mail, MailboxEvents events, OAuthSite site,
            Clock clock) {
        this.links = links;
        this.users = users;
        this.mail = mail;
        this.events = events;
        this.site = site;
        this.clock = clock;
    }

    /**
     * A link that was made.
     *
     * @param href the only time that it is shown
     * @param says what became of it, and what is to be done
     * @param sent whether it is on its way by mail
     */
    public record Made(String href, String says, boolean sent) {

        /** Without what opens something. */
        @Override
        public String toString() {
            return "Made[" + says + "]";
        }
    }

    /** Only while a request is being answered. */
    public Made make(MailboxState mailbox, User by) {
        User owner = users.find(mailbox.owner()).orElseThrow();
        String href = site.to(PATH + links.make(mailbox));
        events.add(mailbox.id(), MailboxEvents.Kind.LINK_SENT, by.name(), clock.instant());
        boolean sent = mail.isOn() && isTaken(mailbox, owner, href);
        return new Made(href, (sent
                ? "It is on its way to " + owner.email() + "."
                : mail.isOn()
                        ? "The mail server did not take the mail to " + owner.email() + ". Pass the link on yourself."
                        : "No mail is sent from here (lamplighter.mail.host is not set). Pass the link on yourself.")
                + " It is good once, for three days, and for nothing but signing " + mailbox.address() + " in.", sent);
    }

    private boolean isTaken(MailboxState mailbox, User owner, String href) {
        try {
            mail.write(owner, "sign-in-" + mailbox.id() + "-" + clock.instant().getEpochSecond(),
                    "Your mailbox needs you to sign in again", text(mailbox, owner, href));
            return true;
        } catch (IllegalStateException refused) {
            LOG.atWarn().addKeyValue("mailbox", mailbox.id()).log("the mail with a sign-in link was not taken");
            return false;
        }
    }

    private static String text(MailboxState mailbox, User owner, String href) {
        return "Hello " + owner.name().strip().split("\\s+")[0] + ",\n\n"
                + "Lamplighter cannot read " + mailbox.address()
                + " any more: its sign-in was refused. Until you sign in again, what buyers write to you is not seen"
                + " there.\n\nSign in again: " + href
                + "\n\nThe link is good once, for three days, and for this mailbox only. If you did not expect it, ask"
                + " whoever runs Lamplighter with you before you open it; your password is asked for by your mail"
                + " provider, or checked with your mail server and stored sealed.\n\nLamplighter\n";
    }
}
