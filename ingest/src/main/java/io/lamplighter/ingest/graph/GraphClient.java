// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.graph;

import com.microsoft.kiota.HttpMethod;
import com.microsoft.kiota.RequestInformation;
import com.microsoft.kiota.authentication.AnonymousAuthenticationProvider;
import com.microsoft.kiota.http.OkHttpRequestAdapter;
import com.microsoft.kiota.serialization.JsonParseNodeFactory;
import com.microsoft.kiota.serialization.JsonSerializationWriterFactory;
import com.microsoft.kiota.serialization.Parsable;
import com.microsoft.kiota.serialization.ParsableFactory;
import io.lamplighter.ingest.MailboxId;
import io.lamplighter.ingest.mailbox.AccessTokens;
import io.lamplighter.ingest.mailbox.Allowance;
import io.lamplighter.ingest.mailbox.MailboxFailure;
import io.lamplighter.ingest.mailbox.Requests;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.HashMap;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * Asks Graph for one mailbox, within its quota and nobody but the host that was configured. May be used by several threads.
 *
 * <p>After an answer that tells us to come back later nothing more is asked: every further request would only prolong it.
 */
final class GraphClient {

    /** What reading history leaves: enough for several looks at what is new, and what they find. */
    private static final int FOR_NEWS = 400;

    private final GraphAccount account;
    private final MailboxId mailbox;
    private final AccessTokens tokens;
    private final Allowance allowance;
    private final OkHttpRequestAdapter adapter;
    private volatile @Nullable GraphException pausedBy;

    /** Reads the octets of an answer. */
    @FunctionalInterface
    interface Body<T> {
        T read(InputStream in) throws IOException;
    }

    GraphClient(GraphAccount account, MailboxId mailbox, AccessTokens tokens, OkHttpClient http, Allowance allowance) {
        this.account = Addresses.checked(account);
        this.mailbox = mailbox;
        this.tokens = tokens;
        this.allowance = allowance;
        adapter = new OkHttpRequestAdapter(new AnonymousAuthenticationProvider(),
                new JsonParseNodeFactory(), new JsonSerializationWriterFactory(), http);
        adapter.setBaseUrl(account.base().toString());
    }

    GraphAccount account() {
        return account;
    }

    /** How much may be asked in the long run. */
    long perMinute() {
        return allowance.perMinute();
    }

    /** Nothing more is going to be asked for now. */
    void done() {
        allowance.giveBack();
    }

    /** The address of something in this mailbox. */
    String url(String path) {
        return account.base() + account.path() + path;
    }

    /** @param preferences further values of {@code Prefer}; ids are asked for in their immutable form always */
    <T extends Parsable> T get(String url, ParsableFactory<T> type, String... preferences) {
        return ask(HttpMethod.GET, url, null, preferences, request -> {
            T answer = adapter.send(request, new HashMap<>(), type);
            if (answer == null) {
                throw new IllegalStateException("no content");
            }
            return answer;
        });
    }

    <T> T read(String url, Body<T> body) {
        return ask(HttpMethod.GET, url, null, new String[0], request -> {
            try (InputStream in = adapter.sendPrimitive(request, new HashMap<>(), InputStream.class)) {
                return body.read(in == null ? InputStream.nullInputStream() : in);
            } catch (IOException broken) {
                throw new IllegalStateException(broken);
            }
        });
    }

    <T extends Parsable> Optional<T> send(HttpMethod method, String url, T content, ParsableFactory<T> type) {
        return ask(method, url, content, new String[0],
                request -> Optional.ofNullable(adapter.send(request, new HashMap<>(), type)));
    }

    void delete(String url) {
        ask(HttpMethod.DELETE, url, null, new String[0], request -> {
            try (InputStream in = adapter.sendPrimitive(request, new HashMap<>(), InputStream.class)) {
                return true;
            } catch (IOException broken) {
                throw new IllegalStateException(broken);
            }
        });
    }

    private <T> T ask(HttpMethod method, String url, @Nullable Parsable content, String[] preferences,
            Function<RequestInformation, T> send) {
        String token = tokens.current(mailbox);
        try {
            return patiently(method, () -> request(method, url, content, preferences, token), send);
        } catch (GraphException refused) {
            if (refused.status() != 401) {
                throw refused;
            }
            tokens.refused(mailbox, token);
            String another = tokens.current(mailbox);
            if (another.equals(token)) {
                throw refused;
            }
            return patiently(method, () -> request(method, url, content, preferences, another), send);
        }
    }

    private RequestInformation request(HttpMethod method, String url, @Nullable Parsable content, String[] preferences,
            String token) {
        if (!Addresses.isOurs(url, account)) {
            // Our token must not travel there. Stored addresses were looked at when they were read from the cursor.
            throw new GraphException(200, "", Optional.empty(), new IOException("an address on another host"));
        }
        RequestInformation request = new RequestInformation();
        request.httpMethod = method;
        request.setUri(URI.create(url));
        request.headers.add("Authorization", "Bearer " + token);
        request.headers.add("Prefer", String.join(", ", "IdType=\"ImmutableId\"", String.join(", ", preferences))
                .replaceFirst(", $", ""));
        if (content != null) {
            request.setContentFromParsable(adapter, "application/json", content);
        }
        return request;
    }

    /** Reading is asked for once more, at once, where an answer was damaged on its way: most damage is not there twice. */
    private <T> T patiently(HttpMethod method, Supplier<RequestInformation> request,
            Function<RequestInformation, T> send) {
        try {
            return once(request.get(), send);
        } catch (GraphException failure) {
            if (method != HttpMethod.GET || !failure.isDamage()) {
                throw remembered(failure);
            }
        }
        try {
            return once(request.get(), send);
        } catch (GraphException again) {
            throw remembered(again);
        }
    }

    private <T> T once(RequestInformation request, Function<RequestInformation, T> send) {
        notPaused();
        Requests.announce(request.httpMethod == HttpMethod.GET ? "read" : "change");
        allowance.enter(1);
        try {
            // It may have been said while we waited for a place.
            notPaused();
            return send.apply(request);
        } catch (RuntimeException failed) {
            GraphException failure = judged(failed);
            // Before its place is given to whoever waits for one: that request would come too early.
            throw failure.isBusy() ? remembered(failure) : failure;
        } finally {
            allowance.leave();
        }
    }

    /** @throws MailboxFailure.TryLater where so many requests would take what is kept for news */
    void leaveForNews(int requests) {
        allowance.requireBeside(requests, FOR_NEWS);
    }

    private void notPaused() {
        GraphException paused = pausedBy;
        if (paused != null) {
            throw paused.unasked();
        }
    }

    /** What failed was not about the whole mailbox: other things may be asked for. A pause that was asked for is kept all the same. */
    void goesOn() {
        GraphException paused = pausedBy;
        if (paused != null && !paused.isBusy()) {
            pausedBy = null;
        }
    }

    private GraphException remembered(GraphException failure) {
        failure.pause().ifPresent(allowance::close);
        if (failure.isTrouble()) {
            pausedBy = failure;
        }
        return failure;
    }

    private static GraphException judged(RuntimeException failed) {
        Throwable at = failed;
        for (int depth = 0; at != null && depth < 10; depth++) {
            switch (at) {
                case MailboxFailure known -> throw known;
                case GraphException known -> {
                    return known;
                }
                case Refusals.Refused refused -> {
                    return refused.failure();
                }
                case IOException network -> {
                    return new GraphException(0, "", Optional.empty(), network);
                }
                default -> at = at.getCause();
            }
        }
        return new GraphException(200, "", Optional.empty(), failed);
    }
}
