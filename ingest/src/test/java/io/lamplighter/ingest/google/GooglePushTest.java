// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.google;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.lamplighter.ingest.MailboxId;
import io.lamplighter.ingest.SetClock;
import io.lamplighter.ingest.mailbox.MailboxFailure;
import io.lamplighter.ingest.mailbox.PushChannel.Subscription;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GooglePushTest {

    private static final MailboxId ANNA = new MailboxId(1);
    private static final Instant MORNING = Instant.parse("2026-11-02T09:00:00Z");
    private static final String TOPIC = "projects/lamplighter-test/topics/mail";
    private static final String AUDIENCE = "https://lamplighter.example/push";
    private static final String SECRET = "not to be guessed";

    private final SetClock clock = new SetClock(MORNING);
    private final GoogleSimulator google = new GoogleSimulator(clock);
    private final GoogleUser anna = google.user("anna@seller.example");
    private final Callbacks callbacks = new Callbacks();
    private GoogleAccount account = google.accountOf(anna);
    private final GoogleConnector connector = new GoogleConnector(id -> account, google.consentOf(anna), clock);
    private final GooglePush push = connector.push(TOPIC);
    private final PubSubPush reader = new PubSubPush(GoogleKeys.published(google.publishedKeys()), AUDIENCE,
            google.pushSender(), clock);

    @AfterEach
    void stop() {
        google.close();
        callbacks.close();
    }

    private List<Subscription> renew(List<Subscription> now) {
        return push.renew(ANNA, callbacks.url(), SECRET, now);
    }

    private PubSubPush.Delivery read(Callbacks.Call call) {
        return reader.read(call.header("Authorization"), call.body());
    }

    @Test
    void newMailCallsUs() {
        google.pushesTo(callbacks.url(), AUDIENCE);
        account = google.mailOf(anna);
        renew(List.of());
        anna.receives("one");
        anna.receives("two");
        anna.receives("three");

        assertThat(google.delivers()).isEqualTo(3);

        assertThat(callbacks.calls()).allSatisfy(call -> assertThat(read(call)).isInstanceOfSatisfying(
                PubSubPush.Delivery.Nudge.class, n -> assertThat(n.address()).isEqualTo("anna@seller.example")));
    }

    @Test
    void theHistoryItTellsIsABigNumber() {
        google.pushesTo(callbacks.url(), AUDIENCE);
        account = google.mailOf(anna);
        for (int i = 0; i < 40; i++) {
            anna.receives("message " + i);
        }
        renew(List.of());
        anna.receives("one");
        google.deliversTwice();

        assertThat(callbacks.calls()).hasSize(2).allSatisfy(call -> assertThat(read(call)).isInstanceOfSatisfying(
                PubSubPush.Delivery.Nudge.class, n -> assertThat(n.historyId().bitLength()).isEqualTo(64)));
    }

    @Test
    void theCalendarCallsUsWithOurSecret() {
        renew(List.of());
        anna.calendar().plans("Kick-off", MORNING, Duration.ofHours(1), "helen@buyer.example");

        google.delivers();

        List<CalendarPush> calls = callbacks.calls().stream().map(c -> CalendarPush.read(c::header).orElseThrow())
                .toList();
        assertThat(calls).extracting(CalendarPush::isGreeting).containsExactly(true, false);
        assertThat(calls).allSatisfy(call -> {
            assertThat(call.isFrom(SECRET)).isTrue();
            assertThat(call.isFrom("guessed")).isFalse();
            assertThat(call.isFrom("")).isFalse();
            assertThat(call.toString()).doesNotContain(SECRET);
        });
    }

    @Test
    void whatIsInForceIsLeftAloneForADay() {
        List<Subscription> first = renew(List.of());
        int requests = google.requests().size();
        clock.passes(Duration.ofHours(23));

        assertThat(renew(first)).isEqualTo(first);
        assertThat(google.requests()).hasSize(requests);
    }

    @Test
    void theWatchIsRenewedDailyAndTheChannelBeforeItEnds() {
        List<Subscription> first = renew(List.of());
        clock.passes(Duration.ofHours(25));
        List<Subscription> second = renew(first);
        clock.passes(Duration.ofDays(5));
        List<Subscription> third = renew(second);

        assertThat(second.getFirst().expiresAt()).isAfter(first.getFirst().expiresAt());
        assertThat(second.getLast()).isEqualTo(first.getLast());
        assertThat(third.getLast().id()).isNotEqualTo(first.getLast().id());
        assertThat(google.channels(anna)).isEqualTo(1);
    }

    @Test
    void endedMeansEnded() {
        List<Subscription> all = renew(List.of());

        push.end(ANNA, all);
        push.end(ANNA, all);

        assertThat(google.isWatched(anna)).isFalse();
        assertThat(google.channels(anna)).isZero();
    }

    @Test
    void withoutTheCalendarsScopeMailIsPushedAllTheSame() {
        GooglePush mailOnly = new GoogleConnector(id -> account,
                google.consentOf(anna, Set.of(GoogleAccount.MAIL_SCOPE)), clock).push(TOPIC);

        assertThat(mailOnly.renew(ANNA, callbacks.url(), SECRET, List.of())).extracting(Subscription::id)
                .containsExactly(GooglePush.WATCH);
    }

    @Test
    void saysWhatIsWrongWithTheTopic() {
        assertThatExceptionOfType(MailboxFailure.ChangeSettings.class)
                .isThrownBy(() -> connector.push("projects/other/topics/mail").renew(ANNA, callbacks.url(), SECRET,
                        List.of()))
                .withMessage(
                        "The topic projects/other/topics/mail is not in the project that consent is given to. Gmail"
                                + " publishes there only: make one in it.");
        google.plays(FaultScripts.at("gmail/v1/users/*/watch", Answer.error(403, "forbidden",
                "Error sending test message to Cloud PubSub " + TOPIC
                        + " : User not authorized to perform this action.")));
        assertThatExceptionOfType(MailboxFailure.ChangeSettings.class).isThrownBy(() -> renew(List.of()))
                .withMessageStartingWith("Gmail may not publish to the topic " + TOPIC)
                .withMessageContaining("roles/pubsub.publisher");
        google.plays(FaultScripts.at("gmail/v1/users/*/watch",
                Answer.error(404, "notFound", "Resource not found (resource=mail).")));
        assertThatExceptionOfType(MailboxFailure.ChangeSettings.class).isThrownBy(() -> renew(List.of()))
                .withMessageStartingWith("There is no topic " + TOPIC);
    }

    @Test
    void saysWhatIsWrongWithTheAddress() {
        assertThatExceptionOfType(MailboxFailure.ChangeSettings.class)
                .isThrownBy(() -> push.renew(ANNA, URI.create("http://lamplighter.example/x"), SECRET, List.of()))
                .withMessageStartingWith("Google Calendar calls over https only, not http.");
        google.plays(FaultScripts.at("calendar/v3/calendars/primary/events/watch",
                Answer.error(401, "push.webhookUrlUnauthorized", "Unauthorized WebHook callback channel")));
        assertThatExceptionOfType(MailboxFailure.ChangeSettings.class)
                .isThrownBy(() -> push.renew(ANNA, URI.create("https://lamplighter.example/x"), SECRET, List.of()))
                .withMessageStartingWith(
                        "Google Calendar does not call lamplighter.example before the domain is verified.");
    }

    @Test
    void whatIsNotFromGoogleIsNotBelieved() {
        google.pushesTo(callbacks.url(), AUDIENCE);
        byte[] body = "{\"message\":{\"data\":\"eyJlbWFpbEFkZHJlc3MiOiJ1QHgiLCJoaXN0b3J5SWQiOiI5ODc2NTQifQ==\"}}"
                .getBytes(StandardCharsets.UTF_8);
        SimulatedKey forged = new SimulatedKey("google-1");
        String good = google.key().signs(google.pushClaims());

        assertThat(reader.read("Bearer " + good, body)).isInstanceOf(PubSubPush.Delivery.Nudge.class);
        assertThat(refusal(null, body)).isEqualTo("no token");
        assertThat(refusal("Basic " + good, body)).isEqualTo("no token");
        assertThat(refusal("Bearer nonsense", body)).isEqualTo("token cannot be read");
        assertThat(refusal("Bearer " + "x".repeat(9_000), body)).isEqualTo("token too long");
        assertThat(refusal("Bearer " + forged.signs(google.pushClaims()), body)).isEqualTo("not signed by Google");
        assertThat(refusal("Bearer " + new SimulatedKey("other").signs(google.pushClaims()), body))
                .isEqualTo("not signed by Google");
        assertThat(refusal("Bearer " + unsigned(good), body)).isEqualTo("not signed with RS256");
        assertThat(refusal(with("iss", "https://evil.example"), body)).isEqualTo("token of another issuer");
        assertThat(refusal(with("aud", "https://other.example"), body)).isEqualTo("token for another audience");
        assertThat(refusal(with("aud", List.of(AUDIENCE, "https://other.example")), body))
                .isEqualTo("token for another audience");
        assertThat(refusal(with("email", "anybody@gmail.com"), body)).isEqualTo("token of another service account");
        assertThat(refusal(with("email_verified", false), body)).isEqualTo("token of another service account");
        assertThat(refusal(with("exp", MORNING.minusSeconds(600).getEpochSecond()), body))
                .isEqualTo("token has expired");
        assertThat(refusal(with("iat", MORNING.plusSeconds(600).getEpochSecond()), body))
                .isEqualTo("token is from the future");
    }

    @Test
    void whatSaysNothingOfAMailboxIsAcknowledged() {
        google.pushesTo(callbacks.url(), AUDIENCE);
        String authorization = "Bearer " + google.key().signs(google.pushClaims());

        for (String body : List.of("", "{}", "[]", "{\"message\":{}}", "{\"message\":{\"data\":\"%%%\"}}",
                "{\"message\":{\"data\":\"e30\"}}", "not json")) {
            assertThat(reader.read(authorization, body.getBytes(StandardCharsets.UTF_8))).as(body)
                    .isInstanceOf(PubSubPush.Delivery.Empty.class);
        }
    }

    private String with(String claim, Object value) {
        Map<String, Object> claims = google.pushClaims();
        claims.put(claim, value);
        return "Bearer " + google.key().signs(claims);
    }

    private String refusal(@Nullable String authorization, byte[] body) {
        return reader.read(authorization, body) instanceof PubSubPush.Delivery.Refused refused ? refused.reason() : "";
    }

    /** RFC 8725 §2.1: the same claims under {@code "alg":"none"}. */
    private static String unsigned(String token) {
        String header = Base64.getUrlEncoder().withoutPadding()
                .encodeToString("{\"alg\":\"none\",\"typ\":\"JWT\"}".getBytes(StandardCharsets.UTF_8));
        return header + token.substring(token.indexOf('.'));
    }
}
