// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.connect;

import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PostMapping;

/** Fills the form that connects a mailbox in, from its address alone. */
@Controller
final class FindSettingsPages {

    private final MailboxDesk desk;
    private final ImapForms forms;

    FindSettingsPages(MailboxDesk desk, ImapForms forms) {
        this.desk = desk;
        this.forms = forms;
    }

    @PostMapping("/mailboxes/find")
    String find(ConnectRequest request, Model model) {
        model.addAttribute("mailboxes",
                desk.page(Optional.of(forms.found(request.fields(), desk.owners())), MailboxDesk.Asked.ALL));
        return "mailboxes";
    }
}
