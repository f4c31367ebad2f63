// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.lamplighter.ingest.graph.GraphNotification.Kind;
import io.lamplighter.ingest.mailbox.MailboxFailure;
import io.lamplighter.ingest.mailbox.PushChannel.Subscription;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GraphPushTest {

    private final GraphTenant tenant = new GraphTenant();
    private final GraphPush push = new GraphPush(tenant.connector, tenant.clock);
    private final Webhook webhook = new Webhook();

    GraphPushTest() throws IOException {}

    @AfterEach
    void stop() {
        webhook.close();
        tenant.close();
    }

    private List<Subscription> renew(List<Subscription> now) {
        return push.renew(GraphTenant.ANNA, webhook.address(), Webhook.SECRET, now);
    }

    @Test
    void isCalledForMailAndForMeetings() {
        List<Subscription> subscriptions = renew(List.of());

        tenant.anna.receives("An offer");
        tenant.anna.calendar().calls("Demo", GraphTenant.START, Duration.ofHours(1));

        assertThat(subscriptions).extracting(Subscription::resource).containsExactly(
                "users/anna@seller.example/messages", "users/anna@seller.example/events");
        assertThat(webhook.heard()).extracting(GraphNotification::kind).containsExactly(Kind.CHANGED, Kind.CHANGED);
        assertThat(webhook.heard()).extracting(GraphNotification::subscriptionId)
                .containsExactlyElementsOf(subscriptions.stream().map(Subscription::id).toList());
        assertThat(tenant.graph.pushes().answers()).containsOnly(202);
    }

    @Test
    void watchesTheCalendarOnlyWhereItIsRead() {
        List<Subscription> both = renew(List.of());
        tenant.readsMailOnly();

        List<Subscription> mail = renew(both);

        assertThat(mail).hasSize(1);
        assertThat(tenant.graph.pushes().resources()).containsExactly("users/anna@seller.example/messages");
    }

    @Test
    void asksForLessTimeThanMicrosoftAllowsAndRenewsBeforeItIsOver() {
        List<Subscription> first = renew(List.of());
        tenant.clock.passes(Duration.ofDays(3));

        List<Subscription> second = renew(first);

        assertThat(second).extracting(Subscription::id)
                .containsExactlyElementsOf(first.stream().map(Subscription::id).toList());
        assertThat(second).allSatisfy(s -> assertThat(s.expiresAt())
                .isEqualTo(GraphTenant.START.plus(Duration.ofDays(9))));
    }

    @Test
    void makesWhatRanOutAnew() {
        List<Subscription> first = renew(List.of());
        tenant.clock.passes(Duration.ofDays(8));
        tenant.graph.pushes().forgetsAll();

        List<Subscription> second = renew(first);

        assertThat(second).hasSize(2).extracting(Subscription::id)
                .doesNotContainAnyElementsOf(first.stream().map(Subscription::id).toList());
    }

    @Test
    void clearsAwayASubscriptionThatNobodyRemembers() {
        renew(List.of());

        List<Subscription> again = renew(List.of());

        assertThat(again).hasSize(2);
        assertThat(tenant.graph.pushes().resources()).hasSize(2);
    }

    @Test
    void endsWhatIsThereAndDoesNotMindWhatIsNot() {
        List<Subscription> subscriptions = renew(List.of());

        push.end(GraphTenant.ANNA, subscriptions);
        push.end(GraphTenant.ANNA, subscriptions);

        assertThat(tenant.graph.pushes().resources()).isEmpty();
    }

    @Test
    void saysThatMicrosoftCannotCallUs() {
        assertThatExceptionOfType(MailboxFailure.ChangeSettings.class)
                .isThrownBy(() -> push.renew(GraphTenant.ANNA, URI.create("http://127.0.0.1:1/graph"), Webhook.SECRET,
                        List.of()))
                .withMessage(
                        "Microsoft could not call 127.0.0.1. It has to be reachable from the internet over https, with"
                                + " a certificate everybody trusts, and to answer within ten seconds.");
    }

    @Test
    void wantsASecretThatMicrosoftTakes() {
        assertThatIllegalArgumentException().isThrownBy(
                () -> push.renew(GraphTenant.ANNA, webhook.address(), "x".repeat(129), List.of()));
    }

    @Test
    void lostAndDoubledCallsCostNothingButTime() {
        renew(List.of());
        tenant.graph.pushes().areLost();
        tenant.anna.receives("lost call");
        tenant.graph.pushes().areDuplicated();
        tenant.anna.receives("doubled call");

        tenant.runUntilUpToDate();

        assertThat(webhook.heard()).hasSize(2);
        assertThat(tenant.ledger.subjects()).containsExactlyInAnyOrder("lost call", "doubled call");
    }

    @Test
    void hearsWhatBecomesOfASubscription() {
        renew(List.of());
        tenant.readsMailOnly();

        tenant.graph.pushes().says("missed");
        tenant.graph.pushes().says("reauthorizationRequired");
        tenant.graph.pushes().removesAll();

        assertThat(webhook.heard()).extracting(GraphNotification::kind).containsExactly(Kind.MISSED, Kind.MISSED,
                Kind.REAUTHORIZE, Kind.REAUTHORIZE, Kind.REMOVED, Kind.REMOVED);
        assertThat(webhook.heard()).filteredOn(GraphNotification::renews).hasSize(4);
    }

    @Test
    void doesNotHearWhoDoesNotKnowTheSecret() {
        byte[] body = """
                {"value":[{"subscriptionId":"s1","clientState":"wrong","changeType":"created","resource":"x"},
                 {"subscriptionId":"s2","clientState":"right","changeType":"created","resource":"x"},
                 {"subscriptionId":"s2","clientState":"right","changeType":"deleted","resource":"y"},
                 {"subscriptionId":"s3","changeType":"created"},
                 {"clientState":""}]}""".getBytes(StandardCharsets.UTF_8);

        List<GraphNotification> heard = GraphNotification.read(body,
                id -> id.equals("s3") ? Optional.empty() : Optional.of("right"));

        assertThat(heard).containsExactly(new GraphNotification("s2", Kind.CHANGED));
    }

    @Test
    void whoeverSendsThousandsOfCallsInOneMakesLittleWork() {
        List<String> asked = new ArrayList<>();
        String forged = "{\"subscriptionId\":\"s1\",\"clientState\":\"guess\"},".repeat(20_000);
        byte[] body = ("{\"value\":[" + forged + "{\"subscriptionId\":\"s2\"}]}").getBytes(StandardCharsets.UTF_8);

        assertThat(GraphNotification.read(body, id -> {
            asked.add(id);
            return Optional.of("right");
        })).isEmpty();
        assertThat(asked).containsExactly("s1");
    }

    @Test
    void takesNoNonsenseForACall() {
        for (String body : List.of("", "{", "[]", "null", "{\"value\":7}", "<html>", "{\"value\":[null,3,\"x\"]}")) {
            assertThat(GraphNotification.read(body.getBytes(StandardCharsets.UTF_8), id -> Optional.of("")))
                    .as(body).isEmpty();
        }
        assertThat(GraphNotification.handshake(null)).isEmpty();
        assertThat(GraphNotification.handshake("x".repeat(5_000))).isEmpty();
    }
}
