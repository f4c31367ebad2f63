// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.ingest.mailbox.MailboxFailure;
import io.lamplighter.ingest.sync.Outcome;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ObjectNode;

/** What Microsoft does seldom. */
class GraphOdditiesTest {

    private final GraphTenant tenant = new GraphTenant();
    private final GraphMailbox anna = tenant.anna;

    @AfterEach
    void stop() {
        tenant.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"9999999", "Sun, 31 Dec 2028 23:59:59 GMT"})
    void nobodyIsMadeToWaitLongerThanADay(String header) {
        tenant.graph.suffers((call, reply) -> Reply.error(429, "TooManyRequests").with("Retry-After", header));

        Outcome outcome = tenant.run();

        assertThat(outcome).isInstanceOfSatisfying(Outcome.Failed.class, failed -> assertThat(failed.failure())
                .isInstanceOfSatisfying(MailboxFailure.TryLater.class,
                        later -> assertThat(later.after()).isEqualTo(Duration.ofDays(1))));
    }

    @Test
    void aFolderThatIsMadeWithItsFirstMailIsKnownFromThenOn() {
        tenant.graph.suffers(withoutJunk());
        anna.receives("An offer");
        tenant.runUntilUpToDate();

        tenant.graph.recovers();
        anna.receives("junkemail", "You have won");
        tenant.runUntilUpToDate();

        assertThat(tenant.ledger.subjects()).containsExactly("An offer");
    }

    private static FaultScript withoutJunk() {
        ObjectMapper mapper = new ObjectMapper();
        return (call, reply) -> {
            if (call.isAbout("/mailFolders/junkemail")) {
                return Reply.error(404, "ErrorItemNotFound");
            }
            if (!call.isAbout("/mailFolders/delta")) {
                return reply;
            }
            ObjectNode page = (ObjectNode) mapper.readTree(reply.body());
            page.withArray("value").removeIf(folder -> folder.get("displayName").asString().equals("Junk-E-Mail"));
            return reply.with(mapper.writeValueAsBytes(page));
        };
    }

    @Test
    void aChangeThatDoesNotSayHowOldItsMessageIsDoesNotBringWhatIsTooOld() {
        tenant.reads(a -> new GraphAccount(a.base(), a.user(), a.address(), a.folders(),
                GraphTenant.START.minus(Duration.ofDays(30)), false, false));
        anna.received("inbox", GraphTenant.START.minus(Duration.ofDays(300)), "too old");
        anna.receives("young");
        tenant.runUntilUpToDate();
        anna.marks("too old");
        anna.marks("young");
        tenant.graph.suffers(withoutTimes());

        tenant.runUntilUpToDate();

        assertThat(tenant.ledger.subjects()).containsExactly("young");
    }

    private static FaultScript withoutTimes() {
        ObjectMapper mapper = new ObjectMapper();
        return (call, reply) -> {
            if (!call.isAbout("/messages/delta")) {
                return reply;
            }
            ObjectNode page = (ObjectNode) mapper.readTree(reply.body());
            page.withArray("value").forEach(item -> ((ObjectNode) item).remove("receivedDateTime"));
            return reply.with(mapper.writeValueAsBytes(page));
        };
    }
}
