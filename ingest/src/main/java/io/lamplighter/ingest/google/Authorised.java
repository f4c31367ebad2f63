// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.google;

import com.google.api.client.http.HttpExecuteInterceptor;
import com.google.api.client.http.HttpRequest;
import com.google.api.client.http.HttpRequestInitializer;
import com.google.api.client.http.HttpResponse;
import com.google.api.client.http.HttpUnsuccessfulResponseHandler;
import io.lamplighter.ingest.MailboxId;
import io.lamplighter.ingest.mailbox.AccessTokens;
import java.time.Duration;

/**
 * Gives every request its token, and a second one where Google refuses the first although its time is not over. Nothing
 * else is ever repeated here, and nothing waits: that is the schedule's.
 */
final class Authorised implements HttpRequestInitializer {

    /** An answer of fifty megabytes may take that many silences; one that drips for ever may not. */
    private static final int SILENCES = 5;

    private final MailboxId mailbox;
    private final AccessTokens tokens;
    private final int timeoutMillis;

    Authorised(MailboxId mailbox, AccessTokens tokens, Duration timeout) {
        this.mailbox = mailbox;
        this.tokens = tokens;
        this.timeoutMillis = Math.toIntExact(timeout.toMillis());
    }

    @Override
    public void initialize(HttpRequest request) {
        OneRequest one = new OneRequest();
        request.setInterceptor(one).setUnsuccessfulResponseHandler(one).setNumberOfRetries(1);
        request.setConnectTimeout(timeoutMillis).setReadTimeout(timeoutMillis);
        // A token must not travel to where an answer points.
        request.setFollowRedirects(false);
        request.setLoggingEnabled(false).setCurlLoggingEnabled(false);
    }

    /** How long an answer may take from its first octet to its last. */
    Duration longest() {
        return Duration.ofMillis(timeoutMillis).multipliedBy(SILENCES);
    }

    private final class OneRequest implements HttpExecuteInterceptor, HttpUnsuccessfulResponseHandler {

        private String token = "";

        @Override
        public void intercept(HttpRequest request) {
            token = tokens.current(mailbox);
            request.getHeaders().setAuthorization("Bearer " + token);
        }

        @Override
        public boolean handleResponse(HttpRequest request, HttpResponse response, boolean supportsRetry) {
            if (response.getStatusCode() != 401 || !supportsRetry) {
                return false;
            }
            tokens.refused(mailbox, token);
            return true;
        }
    }
}
