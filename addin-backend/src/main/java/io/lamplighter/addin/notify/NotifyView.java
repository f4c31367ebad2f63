// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.notify;

import java.util.List;

/**
 * How somebody is told of warnings.
 *
 * @param admin whether warnings for this person are about mailboxes, not about deals
 * @param sendsMail whether mail is sent from here, {@code mail} whether this person gets it
 * @param hooks the own one, and the team's for who decides for it
 */
public record NotifyView(boolean admin, boolean sendsMail, boolean mail, String email, List<Hook> hooks) {

    public NotifyView {
        hooks = List.copyOf(hooks);
    }

    /**
     * @param whose {@code mine} or {@code team}
     * @param url empty where there is none
     * @param state "Told 22 Nov, 17:06"; "Not reached since ..."
     */
    public record Hook(String whose, String title, String text, String url, String secret, String state,
            boolean failing) {}
}
