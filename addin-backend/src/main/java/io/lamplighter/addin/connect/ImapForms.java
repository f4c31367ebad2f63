// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.connect;

import io.lamplighter.addin.board.ConnectForm;
import io.lamplighter.addin.board.Filters;
import io.lamplighter.ingest.imap.ImapDiscovery;
import io.lamplighter.ingest.mailbox.MailboxFailure;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What is answered to the form that connects a mailbox by IMAP: settings that were found, and how a trial came out. */
public final class ImapForms {

    private final MailboxConnections connections;
    private final ImapDiscovery discovery;

    public ImapForms(MailboxConnections connections, ImapDiscovery discovery) {
        this.connections = connections;
        this.discovery = discovery;
    }

    /** Filled in from its address alone. */
    public ConnectForm found(ConnectForm.Fields sent, List<Filters.Choice> owners) {
        try {
            ImapDiscovery.Result result = discovery.find(sent.address());
            ConnectForm.Fields fields = result.found().stream().findFirst().map(found -> with(sent, found))
                    .orElse(sent);
            boolean found = !result.found().isEmpty();
            return new ConnectForm(fields, owners, Map.of(), new ConnectForm.Test(found,
                    found ? "The fields are filled in" : "The settings were not found", result.says()));
        } catch (IllegalArgumentException noAddress) {
            return new ConnectForm(sent, owners,
                    Map.of("address", sent.address().isEmpty() ? "The address is missing." : noAddress.getMessage()),
                    null);
        }
    }

    private static ConnectForm.Fields with(ConnectForm.Fields sent, ImapDiscovery.Found found) {
        return new ConnectForm.Fields(sent.owner(), sent.address(), found.host(), Integer.toString(found.port()),
                found.security().name().toLowerCase(Locale.ROOT), found.username());
    }

    /** How a trial came out; nothing is stored. */
    public ConnectForm.Test tried(ConnectRequest request) {
        Map<String, String> problems = request.problems(owner -> true, false);
        if (!problems.isEmpty()) {
            return new ConnectForm.Test(false, "The form is not complete", String.join(" ", problems.values()));
        }
        ConnectForm.Fields fields = request.fields();
        try {
            List<String> folders = connections.test(request.account());
            return new ConnectForm.Test(true, fields.host() + " answered",
                    (folders.size() == 1 ? "One folder" : folders.size() + " folders") + " would be read: "
                            + String.join(", ", folders) + ". Nothing was stored yet.");
        } catch (MailboxFailure refused) {
            return refusal(fields.host(), refused);
        }
    }

    /** What a server that did not let us in is quoted with. */
    public static ConnectForm.Test refusal(String host, MailboxFailure refused) {
        String title = switch (refused) {
            case MailboxFailure.SignInAgain no -> host + " did not let us in";
            case MailboxFailure.ChangeSettings no -> "It does not work with these settings";
            case MailboxFailure.TryLater no -> host + " does not answer at the moment";
            case MailboxFailure.StartOver no -> host + " has changed meanwhile";
        };
        return new ConnectForm.Test(false, title, refused.advice() + " Nothing was changed.");
    }
}
