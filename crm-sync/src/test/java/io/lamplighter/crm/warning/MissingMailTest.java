// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.warning;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.crm.Crm;
import io.lamplighter.crm.directory.User;
import io.lamplighter.crm.notify.Dispatcher;
import io.lamplighter.crm.notify.Notice;
import io.lamplighter.crm.notify.Notifier;
import io.lamplighter.crm.notify.Outbox;
import io.lamplighter.crm.warning.MissingMail.Turn;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MissingMailTest {

    private final Crm crm = new Crm();
    private final Outbox outbox = new Outbox(crm.jdbc, List.of("mail"));
    private final MissingMail alarms = new MissingMail(crm.jdbc, outbox);
    private final List<Notice> told = new ArrayList<>();
    private final List<String> whom = new ArrayList<>();

    MissingMailTest() {
        crm.users.add("ewa", "Ewa Sorel", "ewa@seller.example", User.Role.ADMIN);
    }

    @Test
    void whoLooksAfterMailboxesIsWarnedOnceAndToldWhenAllIsThere() {
        assertThat(settle(0)).isEqualTo(Turn.NOTHING);
        assertThat(settle(2)).isEqualTo(Turn.RAISED);
        assertThat(settle(2)).isEqualTo(Turn.SAME);
        assertThat(settle(1)).isEqualTo(Turn.CHANGED);
        assertThat(settle(0)).isEqualTo(Turn.RESOLVED);
        assertThat(settle(0)).isEqualTo(Turn.NOTHING);
        deliver();

        assertThat(whom).containsExactly("ewa@seller.example", "ewa@seller.example");
        assertThat(told).extracting(Notice::about).containsExactly(Notice.About.MAIL_MISSING,
                Notice.About.MAIL_COMPLETE);
        assertThat(told.getFirst().mailbox()).hasValue(
                new Notice.Mailbox(crm.annasMailbox, "anna@seller.example", 1));
        assertThat(settle(3)).as("another time is another warning").isEqualTo(Turn.RAISED);
    }

    @Test
    void peopleWhoSellHearNothingOfIt() {
        settle(2);

        assertThat(outbox.after(0, 9)).isEmpty();
        assertThat(new Warnings(crm.jdbc, crm.database.transaction(), outbox, crm.clock)
                .page(Optional.empty(), Long.MAX_VALUE, 9)).isEmpty();
    }

    @Test
    void aMailboxThatIsRemovedTakesItsWarningsAlong() {
        settle(2);

        crm.mailboxes.remove(crm.annasMailbox);
        deliver();

        assertThat(told).isEmpty();
        assertThat(crm.count("warning")).isZero();
    }

    private Turn settle(long missing) {
        return crm.database.transaction().execute(status -> alarms.settle(crm.annasMailbox, missing, Crm.NOW));
    }

    private void deliver() {
        Notifier notifier = new Notifier() {

            @Override
            public String channel() {
                return "mail";
            }

            @Override
            public void tell(Notice notice, User to) {
                told.add(notice);
                whom.add(to.email());
            }
        };
        new Dispatcher(crm.jdbc, List.of(notifier), crm.clock).run(9);
    }
}
