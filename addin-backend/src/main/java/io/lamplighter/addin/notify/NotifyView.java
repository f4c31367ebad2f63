// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.notify;

import java.util.List;

/**
 * How somebody is told of warnings.
 *
 * @param told whether warnings are for this person at all
 * @param sendsMail whether mail is sent from here, {@code mail} whether this person gets it
 * @param hooks the own one, where there are warnings for this person, and the team's for who decides for it
 */
public record NotifyView(boolean told, boolean sendsMail, boolean mail, String email, List<Hook> hooks) {

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
