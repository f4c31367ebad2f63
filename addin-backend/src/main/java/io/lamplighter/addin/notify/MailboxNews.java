// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.notify;

import io.lamplighter.crm.notify.Notice;
import java.util.LinkedHashMap;
import java.util.Map;

/** Says to whoever looks after mailboxes what is missing in one of them, or is not any more. Figures only. */
final class MailboxNews {

    private final boolean missing;
    private final Notice.Mailbox mailbox;
    private final String page;

    /** @param address where browsers reach this installation; empty where that is not known */
    MailboxNews(Notice.About about, Notice.Mailbox mailbox, String address) {
        this.missing = about == Notice.About.MAIL_MISSING;
        this.mailbox = mailbox;
        this.page = address.isEmpty() ? "" : address + "/mailboxes/" + mailbox.id();
    }

    String subject() {
        return missing
                ? count() + " missing: " + mailbox.address()
                : "Nothing is missing any more: " + mailbox.address();
    }

    String text() {
        return (missing
                ? "the provider of " + mailbox.address() + " lists " + mails() + " that Lamplighter does not have, although "
                        + (mailbox.missing() == 1 ? "it was" : "they were") + " asked for again. That is tried every hour,"
                        + " and you hear of it when everything is there."
                : "everything that was missing of " + mailbox.address() + " is there, or is not at its provider any more. It"
                        + (mailbox.missing() == 1 ? " was " : " were ") + mails() + ".")
                + (page.isEmpty() ? "" : "\n\nSee it: " + page)
                + "\n\nYou hear of it because you look after the mailboxes.";
    }

    String type() {
        return missing ? "mailbox.missing" : "mailbox.complete";
    }

    Map<String, Object> data() {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("mailboxId", mailbox.id().value());
        data.put("mailbox", mailbox.address());
        data.put("missing", missing ? mailbox.missing() : 0);
        if (!page.isEmpty()) {
            data.put("url", page);
        }
        return data;
    }

    private String mails() {
        return mailbox.missing() == 1 ? "one mail" : mailbox.missing() + " mails";
    }

    private String count() {
        return mailbox.missing() == 1 ? "One mail is" : mailbox.missing() + " mails are";
    }
}
