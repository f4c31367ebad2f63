// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.google;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.ingest.SetClock;
import io.lamplighter.ingest.mailbox.Copies;
import io.lamplighter.ingest.mailbox.FolderChoice;
import io.lamplighter.ingest.mailbox.FolderChoiceContract;
import io.lamplighter.ingest.mailbox.MailboxConnector;
import io.lamplighter.ingest.mailbox.MailboxFolder;
import io.lamplighter.ingest.mailbox.MailboxSession;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GoogleLabelChoiceTest implements FolderChoiceContract {

    private final SetClock clock = new SetClock(Instant.parse("2026-11-02T09:00:00Z"));
    private final GoogleSimulator google = new GoogleSimulator(clock);
    private final GoogleUser anna = google.user("anna@seller.example");
    private final Copies copies = new Copies();
    private GoogleAccount account = google.mailOf(anna);
    private final GoogleConnector connector = new GoogleConnector(id -> account, google.consentOf(anna), clock);

    @AfterEach
    void stop() {
        google.close();
    }

    @Override
    public MailboxConnector connector() {
        return connector;
    }

    @Override
    public Copies copies() {
        return copies;
    }

    @Override
    public void chooses(FolderChoice choice) {
        account = new GoogleAccount(account.user(), List.of(), choice, Instant.EPOCH, false, false, account.hosts());
    }

    @Override
    public String creates(String name) {
        return anna.createsLabel(name);
    }

    @Override
    public void arrivesIn(String label, String subject) {
        String id = anna.receives(subject);
        if (!label.isEmpty()) {
            anna.labels(id, label).unlabels(id, "INBOX");
        }
    }

    @Override
    public LocalDate since() {
        return LocalDate.of(2026, 11, 1);
    }

    @Test
    void spamDraftsAndTheTrashSayWhyTheyAreNeverRead() {
        List<MailboxFolder> labels;
        try (MailboxSession session = connector.open(ANNA)) {
            labels = session.folders();
        }

        assertThat(labels).filteredOn(l -> List.of("SPAM", "TRASH", "DRAFT").contains(l.id())).hasSize(3)
                .allSatisfy(l -> {
                    assertThat(l.isRead()).isFalse();
                    assertThat(l.mayChange()).isFalse();
                    assertThat(l.why()).isNotEmpty();
                });
        assertThat(labels).extracting(MailboxFolder::id).doesNotContain("UNREAD", "STARRED");
    }
}
