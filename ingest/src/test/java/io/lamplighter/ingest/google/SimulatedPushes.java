// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.google;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who is to be called, and the calls that are still to be made. */
final class SimulatedPushes {

    private record Watch(String topic, Instant until) {}

    private record Channel(String id, String user, URI address, String token, Instant until) {}

    private static final Duration LIFE = Duration.ofDays(7);
    private static final Set<String> LOCAL = Set.of("127.0.0.1", "localhost");
    static final String SENDER = "push@lamplighter-test.iam.gserviceaccount.com";

    /** Calls wait until somebody says that they are to be made. */
    private static final int WHEN_ASKED = -1;
    private static final int MOST_WAITING = 10_000;

    private final Clock clock;
    private final SimulatedKey key;
    private final Map<String, Watch> watches = new LinkedHashMap<>();
    private final Map<String, Channel> channels = new LinkedHashMap<>();
    private final List<HttpRequest> waiting = new ArrayList<>();
    private @Nullable URI pubSub;
    private String audience = "";
    private int messages;
    private int times = WHEN_ASKED;

    SimulatedPushes(Clock clock, SimulatedKey key) {
        this.clock = clock;
        this.key = key;
    }

    /** From now on calls are made by themselves, so many times each; zero for calls that get lost. */
    void byThemselves(int howOften) {
        times = howOften;
    }

    private void isDue(HttpRequest call) {
        waiting.add(call);
        if (waiting.size() > MOST_WAITING) {
            // As Pub/Sub and channels do with what nobody takes.
            waiting.removeFirst();
        }
        if (times != WHEN_ASKED) {
            List<HttpRequest> calls = taken();
            for (int i = 0; i < times; i++) {
                // Not under the lock: whoever is called asks the simulator at once.
                Thread.ofVirtual().name("google pushes").start(() -> attempt(calls));
            }
        }
    }

    private static void attempt(List<HttpRequest> calls) {
        try {
            deliver(calls);
        } catch (UncheckedIOException nobodyThere) {
            // Google tries again; whoever reads the mailbox anyway does not need it.
        }
    }

    void subscribe(URI endpoint, String newAudience) {
        pubSub = endpoint;
        audience = newAudience;
    }

    Answer watch(String user, GoogleRequest request, BigInteger history) {
        String topic = String.valueOf(Json.read(request.body()).get("topicName"));
        if (!topic.matches("projects/lamplighter-test/topics/[\\w-]+")) {
            return Answer.error(400, "invalidArgument",
                    "Invalid topicName does not match projects/lamplighter-test/topics/*");
        }
        watches.put(user, new Watch(topic, clock.instant().plus(LIFE)));
        return Answer.json(Json.of("historyId", history.toString(), "expiration",
                Long.toString(clock.instant().plus(LIFE).toEpochMilli())));
    }

    Answer stop(String user) {
        watches.remove(user);
        return Answer.nothing();
    }

    Answer open(String user, GoogleRequest request) {
        Map<String, Object> wanted = Json.read(request.body());
        URI address = URI.create(String.valueOf(wanted.get("address")));
        if (!address.getScheme().equals("https") && !LOCAL.contains(String.valueOf(address.getHost()))) {
            return Answer.error(400, "push.webhookUrlNotHttps", "WebHook callback must be HTTPS: " + address);
        }
        String id = String.valueOf(wanted.get("id"));
        if (channels.containsKey(id)) {
            return Answer.error(400, "channelIdNotUnique", "Channel id " + id + " not unique");
        }
        Channel channel = new Channel(id, user, address, String.valueOf(wanted.get("token")),
                clock.instant().plus(LIFE));
        channels.put(id, channel);
        isDue(call(channel, "sync"));
        return Answer.json(Json.of("kind", "api#channel", "id", id, "resourceId", "r-" + user, "resourceUri",
                "https://www.googleapis.com/calendar/v3/calendars/primary/events", "token", channel.token(),
                "expiration",
                Long.toString(channel.until().toEpochMilli())));
    }

    Answer close(GoogleRequest request) {
        return channels.remove(String.valueOf(Json.read(request.body()).get("id"))) == null
                ? Answer.error(404, "notFound", "Channel not found")
                : Answer.nothing();
    }

    boolean isWatched(String user) {
        Watch watch = watches.get(user);
        return watch != null && clock.instant().isBefore(watch.until());
    }

    long channels(String user) {
        return channels.values().stream().filter(c -> c.user().equals(user) && clock.instant().isBefore(c.until()))
                .count();
    }

    void mailChanged(String user, BigInteger history) {
        URI endpoint = pubSub;
        if (isWatched(user) && endpoint != null) {
            isDue(delivery(endpoint, user, history));
        }
    }

    void calendarChanged(String user) {
        channels.values().stream().filter(c -> c.user().equals(user) && clock.instant().isBefore(c.until()))
                .forEach(c -> isDue(call(c, "exists")));
    }

    /** As Pub/Sub writes it, in all the ways it has been seen. */
    private HttpRequest delivery(URI endpoint, String user, BigInteger history) {
        int n = ++messages;
        String data = Json.text(Json.of("emailAddress", user, "historyId", n % 2 == 0 ? history : history.toString()));
        Base64.Encoder encoder = n % 3 == 0 ? Base64.getEncoder() : Base64.getUrlEncoder().withoutPadding();
        String body = Json.text(Json.of("message", Json.of("data",
                encoder.encodeToString(data.getBytes(StandardCharsets.UTF_8)), "messageId", Integer.toString(n),
                "publishTime", clock.instant().toString()), "subscription",
                "projects/lamplighter-test/subscriptions/S"));
        return HttpRequest.newBuilder(endpoint).header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + key.signs(claims()))
                .POST(HttpRequest.BodyPublishers.ofString(body)).build();
    }

    Map<String, Object> claims() {
        long now = clock.instant().getEpochSecond();
        return Json.of("iss", "https://accounts.google.com", "aud", audience, "email", SENDER, "email_verified", true,
                "iat", now, "exp", now + 3600);
    }

    private HttpRequest call(Channel channel, String state) {
        return HttpRequest.newBuilder(channel.address()).header("X-Goog-Channel-ID", channel.id())
                .header("X-Goog-Channel-Token", channel.token()).header("X-Goog-Resource-ID", "r-" + channel.user())
                .header("X-Goog-Resource-State", state).header("X-Goog-Message-Number", Integer.toString(++messages))
                .POST(HttpRequest.BodyPublishers.noBody()).build();
    }

    List<HttpRequest> taken() {
        List<HttpRequest> taken = List.copyOf(waiting);
        waiting.clear();
        return taken;
    }

    /** @return how many were taken with a 2xx */
    static int deliver(List<HttpRequest> calls) {
        int taken = 0;
        try (HttpClient client = HttpClient.newHttpClient()) {
            for (HttpRequest call : calls) {
                int status = client.send(call, HttpResponse.BodyHandlers.discarding()).statusCode();
                taken += status / 100 == 2 ? 1 : 0;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return taken;
    }
}
