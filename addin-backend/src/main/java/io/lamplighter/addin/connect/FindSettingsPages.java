// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.connect;

import io.lamplighter.addin.board.ConnectForm;
import io.lamplighter.ingest.imap.ImapDiscovery;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PostMapping;

/** Fills the form that connects a mailbox in, from its address alone. */
@Controller
final class FindSettingsPages {

    private final MailboxDesk desk;
    private final ImapDiscovery discovery;

    FindSettingsPages(MailboxDesk desk, ImapDiscovery discovery) {
        this.desk = desk;
        this.discovery = discovery;
    }

    @PostMapping("/mailboxes/find")
    String find(ConnectRequest request, Model model) {
        model.addAttribute("mailboxes", desk.page(Optional.of(filled(request.fields())), MailboxDesk.Asked.ALL));
        return "mailboxes";
    }

    private ConnectForm filled(ConnectForm.Fields sent) {
        try {
            ImapDiscovery.Result result = discovery.find(sent.address());
            ConnectForm.Fields fields = result.found().stream().findFirst().map(found -> with(sent, found))
                    .orElse(sent);
            boolean found = !result.found().isEmpty();
            return new ConnectForm(fields, desk.owners(), Map.of(), new ConnectForm.Test(found,
                    found ? "The fields are filled in" : "The settings were not found", result.says()));
        } catch (IllegalArgumentException noAddress) {
            return new ConnectForm(sent, desk.owners(),
                    Map.of("address", sent.address().isEmpty() ? "The address is missing." : noAddress.getMessage()),
                    null);
        }
    }

    private static ConnectForm.Fields with(ConnectForm.Fields sent, ImapDiscovery.Found found) {
        return new ConnectForm.Fields(sent.owner(), sent.address(), found.host(), Integer.toString(found.port()),
                found.security().name().toLowerCase(Locale.ROOT), found.username());
    }
}
