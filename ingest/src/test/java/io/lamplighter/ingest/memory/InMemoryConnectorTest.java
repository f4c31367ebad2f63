// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.memory;

import io.lamplighter.ingest.SourceId;
import io.lamplighter.ingest.mailbox.Change;
import io.lamplighter.ingest.mailbox.MailboxConnector;
import io.lamplighter.ingest.mailbox.MailboxConnectorContract;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

class InMemoryConnectorTest implements MailboxConnectorContract {

    private final InMemoryConnector connector = new InMemoryConnector(10);
    private final Map<String, SourceId> sources = new HashMap<>();

    @Override
    public MailboxConnector connector() {
        return connector;
    }

    @Override
    public void arrives(String subject) {
        SourceId source = new SourceId("memory/" + sources.size());
        sources.put(subject, source);
        connector.happens(ANNA,
                new Change.Appeared(source, Instant.parse("2026-11-02T09:00:00Z"), Change.Place.RECEIVED,
                        ("From: Helen <helen@buyer.example>\r\nSubject: " + subject + "\r\n\r\nText.")
                                .getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public void isDeleted(String subject) {
        connector.happens(ANNA, new Change.Vanished(Objects.requireNonNull(sources.get(subject))));
    }

    @Override
    public int pageSize() {
        return 10;
    }
}
