// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.graph;

import io.lamplighter.ingest.mailbox.MailboxConnector;
import io.lamplighter.ingest.mailbox.MailboxConnectorContract;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

class GraphConnectorTest implements MailboxConnectorContract {

    private static final String ADDRESS = "anna@seller.example";

    private final TickingClock clock = new TickingClock(Instant.parse("2026-11-02T09:00:00Z"));
    private final GraphSimulator graph = new GraphSimulator(clock);
    private final GraphMailbox anna = graph.mailbox(ADDRESS);
    private GraphAccount account = new GraphAccount(graph.base(), ADDRESS, ADDRESS, List.of(), Instant.EPOCH, false,
            false);
    private final GraphConnector connector = new GraphConnector(id -> account, graph.tokens(), GraphLimits.MICROSOFT,
            clock);

    @AfterEach
    void stop() {
        graph.close();
    }

    @Override
    public MailboxConnector connector() {
        return connector;
    }

    @Override
    public void arrives(String subject) {
        anna.receives(subject);
    }

    @Override
    public void isDeleted(String subject) {
        anna.deletes(subject);
    }

    @Override
    public int pageSize() {
        return FolderReader.PAGE;
    }
}
