// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.graph;

import io.lamplighter.ingest.faults.RequestLog;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Subscriptions to the simulated tenant, and the calls they really make. */
public final class GraphPushes {

    private static final Duration LONGEST = Duration.ofMinutes(10_070);

    private record Subscription(String id, ObjectNode said, String owner, Instant expiresAt) {

        String text(String field) {
            return said.path(field).asString("");
        }
    }

    private final ObjectMapper mapper = new ObjectMapper();
    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<String, Subscription> subscriptions = new ConcurrentHashMap<>();
    private final RequestLog<Integer> answers = new RequestLog<>(1_000);
    private final AtomicInteger lost = new AtomicInteger();
    private final Supplier<Instant> now;
    private volatile int times = 1;
    private int ids;

    GraphPushes(Supplier<Instant> now) {
        this.now = now;
    }

    /** Every call is lost. */
    public GraphPushes areLost() {
        times = 0;
        return this;
    }

    /** Every call is made twice. */
    public GraphPushes areDuplicated() {
        times = 2;
        return this;
    }

    public GraphPushes areDelivered() {
        times = 1;
        return this;
    }

    /** What the webhook answered, call by call; the latest. */
    public List<Integer> answers() {
        return answers.latest();
    }

    /** How many calls were never made that should have been. */
    public int lost() {
        return lost.get();
    }

    public List<String> resources() {
        return subscriptions.values().stream().map(s -> s.text("resource")).sorted().toList();
    }

    /** Microsoft forgets all subscriptions and says so. */
    public void removesAll() {
        subscriptions.values().forEach(s -> lifecycle(s, "subscriptionRemoved"));
        subscriptions.clear();
    }

    /** Says of all subscriptions that something is to be done: {@code missed}, {@code reauthorizationRequired}. */
    public void says(String lifecycleEvent) {
        subscriptions.values().forEach(s -> lifecycle(s, lifecycleEvent));
    }

    /** Microsoft forgets all subscriptions without a word. */
    public void forgetsAll() {
        subscriptions.clear();
    }

    void happened(GraphMailbox mailbox, String kind, String change, String id) {
        for (Subscription subscription : subscriptions.values()) {
            boolean watched = subscription.text("resource").endsWith(mailbox.address() + "/" + kind)
                    || subscription.text("resource").equals("me/" + kind)
                            && subscription.owner().equals(mailbox.address());
            if (watched && subscription.text("changeType").contains(change)
                    && subscription.expiresAt().isAfter(now.get())) {
                ObjectNode item = item(subscription).put("changeType", change)
                        .put("resource", "Users/" + mailbox.address() + "/" + kind + "/" + id);
                item.putObject("resourceData").put("@odata.type", "#Microsoft.Graph.Message").put("id", id);
                int calls = times;
                lost.addAndGet(calls == 0 ? 1 : 0);
                for (int i = 0; i < calls; i++) {
                    call(subscription.text("notificationUrl"), body(item));
                }
            }
        }
    }

    private void lifecycle(Subscription subscription, String event) {
        call(subscription.text("lifecycleNotificationUrl"), body(item(subscription).put("lifecycleEvent", event)));
    }

    private ObjectNode item(Subscription subscription) {
        return mapper.createObjectNode().put("subscriptionId", subscription.id())
                .put("subscriptionExpirationDateTime", subscription.expiresAt().toString())
                .put("clientState", subscription.text("clientState"))
                .put("tenantId", "84bd8158-6d4d-4958-8b9f-9d6445542f95");
    }

    private String body(ObjectNode item) {
        ObjectNode body = mapper.createObjectNode();
        body.putArray("value").add(item);
        return body.toString();
    }

    private int call(String url, String body) {
        try {
            int answer = http.send(HttpRequest.newBuilder(URI.create(url)).header("Content-Type", "application/json")
                    .timeout(Duration.ofSeconds(10)).POST(HttpRequest.BodyPublishers.ofString(body)).build(),
                    HttpResponse.BodyHandlers.discarding()).statusCode();
            answers.add(answer);
            return answer;
        } catch (IOException nobodyThere) {
            return 0;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    /** @param me whom the token is of */
    synchronized Reply answer(Call call, String me) {
        List<String> path = call.path();
        if (call.method().equals("GET")) {
            ObjectNode page = mapper.createObjectNode();
            ArrayNode value = page.putArray("value");
            subscriptions.values().stream().filter(s -> s.owner().equals(me)).forEach(s -> value.add(json(s)));
            return Reply.json(200, page.toString());
        }
        if (call.method().equals("POST")) {
            return create((ObjectNode) mapper.readTree(call.body()), me);
        }
        Subscription known = subscriptions.get(path.getLast());
        if (known == null || !known.expiresAt().isAfter(now.get())) {
            return Reply.error(404, "ResourceNotFound");
        }
        if (call.method().equals("DELETE")) {
            subscriptions.remove(known.id());
            return Reply.empty(204);
        }
        JsonNode said = mapper.readTree(call.body());
        Subscription renewed = new Subscription(known.id(), known.said(), known.owner(), expiry(said));
        subscriptions.put(known.id(), renewed);
        return Reply.json(200, json(renewed).toString());
    }

    private Reply create(ObjectNode said, String me) {
        String resource = said.path("resource").asString();
        boolean there = subscriptions.values().stream().anyMatch(s -> s.text("resource").equals(resource)
                && s.owner().equals(me) && s.text("changeType").equals(said.path("changeType").asString()));
        if (there) {
            return Reply.error(409, "Conflict");
        }
        boolean tooLong = expiry(said).isAfter(now.get().plus(LONGEST));
        if (tooLong || said.path("clientState").asString("").length() > 128
                || !shakesHands(said.path("notificationUrl").asString())
                || !shakesHands(said.path("lifecycleNotificationUrl").asString())) {
            return Reply.error(400, "ValidationError");
        }
        Subscription created = new Subscription("7f105c7d-%04d".formatted(++ids), said, me, expiry(said));
        subscriptions.put(created.id(), created);
        return Reply.json(201, json(created).toString());
    }

    private static Instant expiry(JsonNode said) {
        return Instant.parse(said.path("expirationDateTime").asString());
    }

    private ObjectNode json(Subscription subscription) {
        return mapper.createObjectNode().put("id", subscription.id()).put("resource", subscription.text("resource"))
                .put("changeType", subscription.text("changeType"))
                .put("expirationDateTime", subscription.expiresAt().toString());
    }

    private boolean shakesHands(String url) {
        String token = "Validation: Testing client application reachability for <subscription> Request-Id: 4f&a";
        try {
            HttpResponse<String> answer = http.send(HttpRequest
                    .newBuilder(
                            URI.create(url + "?validationToken=" + URLEncoder.encode(token, StandardCharsets.UTF_8)))
                    .header("Content-Type", "text/plain").timeout(Duration.ofSeconds(10))
                    .POST(HttpRequest.BodyPublishers.noBody()).build(), HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() == 200 && answer.body().equals(token)
                    && answer.headers().firstValue("Content-Type").orElse("").startsWith("text/plain");
        } catch (IOException nobodyThere) {
            return false;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
