// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.board;

import io.lamplighter.addin.own.AgainView;
import io.lamplighter.addin.own.OwnMailboxView;
import io.lamplighter.addin.own.PasswordView;
import io.lamplighter.addin.own.SignInLinkDesk;
import java.util.List;

/** Pages of one's own mailbox, with sample data. */
final class OwnViews {

    private OwnViews() {}

    static OwnMailboxView own() {
        List<MailboxView> all = SampleViews.mailboxList().rows().mailboxes();
        return new OwnMailboxView("One of two is being read. One needs its owner to sign in again.",
                List.of(new OwnMailboxView.Item(all.getFirst(),
                        new WayBack("/connect/password/6", "Enter the new password", true)),
                        new OwnMailboxView.Item(all.get(3),
                                new WayBack("/connect/microsoft?mailbox=1", "Sign in again", false))),
                ConnectForm.empty(List.of()), List.of(new MailboxesView.Way("/connect/microsoft", "Microsoft 365")));
    }

    static OwnMailboxView none() {
        return new OwnMailboxView("None is connected yet.", List.of(), ConnectForm.empty(List.of()),
                List.of(new MailboxesView.Way("/connect/microsoft", "Microsoft 365")));
    }

    static MailboxPageView box(String base) {
        return new MailboxPageView(SampleViews.mailboxList().rows().mailboxes().getFirst(),
                new WayBack("/connect/password/6", "Enter the new password", true), null, base,
                new MailboxPageView.Compared("good", "Nothing is missing", "The server has 1,204 messages of 30 days.",
                        new Count(1_204, 480, 723, 1, 0)),
                List.of(new MailboxPageView.Day("22 Nov", "71", "29", "41: 41 nobody on it is in the CRM", "1", "0",
                        false, "")),
                List.of(new MailboxPageView.Happened("plug", "Connected.", "17 Nov, 22:10")), true, List.of());
    }

    static SignInLinkDesk.Made link(String href) {
        return new SignInLinkDesk.Made(href, "It is on its way to idris@fernbeck.example.", true);
    }

    static PasswordView password(String host) {
        return new PasswordView("/connect/password/6", "idris@fernbeck.example", false, false, "", fields(host), true,
                new ConnectForm.Test(false, host + " did not let us in", "Most servers want an app password here."),
                "/mailbox");
    }

    static PasswordView secret(String host) {
        return new PasswordView("/connect/password/6", "idris@fernbeck.example", true, true, host + ", as client lamp",
                fields(host), false, null, "/mailboxes/6");
    }

    private static ConnectForm.Fields fields(String host) {
        return new ConnectForm.Fields("", "idris@fernbeck.example", host, "993", "tls", "idris@fernbeck.example");
    }

    static AgainView again() {
        return new AgainView(true, "Sign idris@fernbeck.example in again",
                "Microsoft 365 no longer lets Lamplighter read it.",
                "Nothing was changed: reading was not allowed at the provider.", "Microsoft 365", "/again/x", null);
    }

    static AgainView againByPassword(String host) {
        return new AgainView(true, "Sign idris@fernbeck.example in again", "Its server refuses the sign-in.", "", "",
                "/again/x",
                new PasswordView("/again/x", "idris@fernbeck.example", false, false, "", fields(host), false,
                        null, ""));
    }
}
