// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.own;

import io.lamplighter.addin.board.ConnectForm;
import io.lamplighter.addin.board.MailboxPageView;
import io.lamplighter.addin.connect.MailboxDesk;
import io.lamplighter.addin.connect.MailboxPageDesk;
import io.lamplighter.addin.connect.WaysBack;
import io.lamplighter.crm.directory.User;
import io.lamplighter.crm.mailbox.MailboxState;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what the pages of somebody's own mailboxes need, in the words that administrators are told it in. */
public final class OwnMailboxDesk {

    /** Where the actions on one's own mailboxes lead. */
    static final String BASE = "/mailbox";

    private final OwnMailboxes own;
    private final MailboxDesk desk;
    private final MailboxPageDesk detail;
    private final WaysBack ways;

    public OwnMailboxDesk(OwnMailboxes own, MailboxDesk desk, MailboxPageDesk detail, WaysBack ways) {
        this.own = own;
        this.desk = desk;
        this.detail = detail;
        this.ways = ways;
    }

    /** @param form as it was sent; empty for a new one */
    OwnMailboxView page(User user, Optional<ConnectForm> form) {
        List<MailboxState> all = own.of(user);
        return new OwnMailboxView(all.isEmpty() ? "None is connected yet." : desk.says(all),
                all.stream().map(m -> new OwnMailboxView.Item(desk.view(m), ways.of(m))).toList(),
                form.orElseGet(() -> empty(user, all)), desk.ways());
    }

    /** The first one is probably that of the address by which we know them. */
    private static ConnectForm empty(User user, List<MailboxState> all) {
        ConnectForm.Fields none = ConnectForm.Fields.empty();
        return new ConnectForm(new ConnectForm.Fields("", all.isEmpty() ? user.email() : "", "", none.port(),
                none.security(), ""), List.of(), Map.of(), null);
    }

    MailboxPageView one(MailboxState mailbox) {
        return detail.page(mailbox, desk.view(mailbox), BASE, List.of());
    }
}
