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
public record NotifyView(boolean admin, boolean sendsMail, boolean mail, String email, List<Hook> hooks,
        List<Trouble> troubles) {

    public NotifyView {
        hooks = List.copyOf(hooks);
        troubles = List.copyOf(troubles);
    }

    /**
     * @param whose {@code mine} or {@code team}
     * @param url empty where there is none
     * @param former until when calls are signed with the key before this one as well; empty where they are not
     * @param state "Told 22 Nov, 17:06"; "Not reached since ..."
     */
    public record Hook(String whose, String title, String text, String url, String secret, String former, String state,
            boolean failing) {}

    /**
     * Somebody who is not reached by one channel, for administrators.
     *
     * @param way "Mail", "Webhook"
     * @param state "2 messages are tried again, next at 17:06 after 3 attempts; 1 was given up"
     * @param why "answered 500"
     */
    public record Trouble(String channel, String user, String who, String way, String state, String why) {}
}
