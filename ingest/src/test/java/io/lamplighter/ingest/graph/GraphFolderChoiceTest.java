// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.ingest.OwnAddresses;
import io.lamplighter.ingest.mailbox.Copies;
import io.lamplighter.ingest.mailbox.FolderChoice;
import io.lamplighter.ingest.mailbox.FolderChoiceContract;
import io.lamplighter.ingest.mailbox.MailboxConnector;
import io.lamplighter.ingest.mailbox.MailboxFolder;
import io.lamplighter.ingest.mailbox.MailboxSession;
import io.lamplighter.ingest.sync.InteractionReader;
import io.lamplighter.ingest.sync.MailboxSync;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GraphFolderChoiceTest implements FolderChoiceContract {

    private final GraphTenant tenant = new GraphTenant();
    private final Copies copies = new Copies();
    private final Map<String, String> names = new HashMap<>();

    GraphFolderChoiceTest() {
        tenant.readsMailOnly();
    }

    @AfterEach
    void stop() {
        tenant.close();
    }

    @Override
    public MailboxConnector connector() {
        return tenant.connector;
    }

    @Override
    public Copies copies() {
        return copies;
    }

    @Override
    public void chooses(FolderChoice choice) {
        tenant.reads(a -> new GraphAccount(a.base(), a.user(), a.address(), List.of(), choice, Instant.EPOCH, false,
                false));
    }

    @Override
    public String creates(String name) {
        int slash = name.lastIndexOf('/');
        String own = name.substring(slash + 1);
        tenant.anna.creates(own, slash < 0 ? "" : name.substring(0, slash));
        String id = folder(own).id();
        names.put(id, own);
        return id;
    }

    private MailboxFolder folder(String end) {
        try (MailboxSession session = tenant.connector.open(ANNA)) {
            return session.folders().stream().filter(f -> f.name().endsWith(end)).findFirst().orElseThrow();
        }
    }

    @Override
    public void arrivesIn(String folder, String subject) {
        tenant.anna.receives(names.getOrDefault(folder, "inbox"), subject);
    }

    @Override
    public LocalDate since() {
        return LocalDate.of(2026, 11, 1);
    }

    @Test
    void whatIsMovedToAFolderThatIsLeftOutStaysCaptured() {
        chooses(new FolderChoice(Set.of(creates("Private")), Set.of()));
        tenant.anna.receives("a buyer's word");
        tenant.anna.receives("read before it was moved");
        run();
        tenant.anna.moves("read before it was moved", "Private");

        run();

        assertThat(copies.subjects()).containsExactlyInAnyOrder("a buyer's word", "read before it was moved");
    }

    @Test
    void junkIsReadWhereSomebodyWantsIt() {
        tenant.anna.receives("junkemail", "taken for junk");
        MailboxFolder junk = folder("Junk-E-Mail");
        MailboxFolder drafts = folder("Entwürfe");

        chooses(new FolderChoice(Set.of(), Set.of(junk.id(), drafts.id())));
        run();

        assertThat(junk).extracting(MailboxFolder::byDefault, MailboxFolder::mayChange, MailboxFolder::why)
                .containsExactly(false, true, "Junk is nobody's word to you, most of the time.");
        assertThat(drafts).extracting(MailboxFolder::mayChange, MailboxFolder::why).containsExactly(false,
                "Drafts are not sent yet.");
        assertThat(copies.subjects()).containsExactly("taken for junk");
    }

    private void run() {
        new MailboxSync(tenant.connector,
                new InteractionReader(new OwnAddresses(Set.of("seller.example"), Set.of()))::read,
                copies).run(ANNA, () -> true);
    }
}
