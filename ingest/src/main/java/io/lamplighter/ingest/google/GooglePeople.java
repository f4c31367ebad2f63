// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.google;

import com.google.api.client.http.GenericUrl;
import com.google.api.client.http.HttpRequest;
import com.google.api.client.http.HttpResponse;
import com.google.api.client.http.HttpTransport;
import com.google.api.client.http.javanet.NetHttpTransport;
import com.google.api.client.json.GenericJson;
import io.lamplighter.ingest.mailbox.MailboxFailure;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** The people of a Workspace domain, to choose among; read in the name of one of its administrators. */
public final class GooglePeople {

    /** Beside those for mail; only where people are to be chosen from a list. */
    public static final String SCOPE = "https://www.googleapis.com/auth/admin.directory.user.readonly";

    private static final URI DIRECTORY = URI.create("https://admin.googleapis.com/");
    private static final int PAGE = 100;
    private static final int PATIENCE_MILLIS = 20_000;

    private final HttpTransport transport = new NetHttpTransport();
    private final URI root;
    private final ServiceAccountTokens tokens;
    private final String administrator;

    /** @param administrator in whose name people are listed */
    public GooglePeople(GoogleHosts hosts, ServiceAccountTokens tokens, String administrator) {
        this.root = hosts.equals(GoogleHosts.GOOGLE) ? DIRECTORY : hosts.gmail();
        this.tokens = tokens;
        this.administrator = administrator;
    }

    /** One of them. @param address the primary one, in lower case */
    public record Person(String name, String address) {

        public Person {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(address, "address");
        }
    }

    /** @param next for the page after it; empty at the end */
    public record Page(List<Person> people, String next) {

        public Page {
            people = List.copyOf(people);
            Objects.requireNonNull(next, "next");
        }
    }

    /**
     * Those with this name, or whose address begins so; all without any words. Who is suspended has no mailbox to be opened.
     *
     * @param next as the page before gave it; empty for the first
     * @throws MailboxFailure saying what is wrong and what to do
     */
    public Page search(String words, String next) {
        String token = tokens.directory(administrator);
        String wanted = words.strip();
        if (wanted.isEmpty()) {
            return ask(token, "", next);
        }
        // developers.google.com/workspace/admin/directory/v1/guides/search-users: clauses are joined by AND alone.
        Page named = ask(token, "'" + wanted.replace("\\", "").replace("'", "\\'") + "'", next);
        return named.people().isEmpty() && next.isEmpty() && wanted.matches("[\\w.@+-]+")
                ? ask(token, "email:" + wanted + "*", "")
                : named;
    }

    private Page ask(String token, String query, String next) {
        GenericUrl url = new GenericUrl(root + "admin/directory/v1/users");
        url.put("customer", "my_customer");
        url.put("maxResults", PAGE);
        url.put("orderBy", "email");
        url.put("fields", "users(primaryEmail,name/fullName,suspended,isMailboxSetup),nextPageToken");
        if (!query.isEmpty()) {
            url.put("query", query);
        }
        if (!next.isEmpty()) {
            url.put("pageToken", next);
        }
        try {
            HttpRequest request = transport.createRequestFactory().buildGetRequest(url);
            request.setConnectTimeout(PATIENCE_MILLIS).setReadTimeout(PATIENCE_MILLIS).setFollowRedirects(false)
                    .setThrowExceptionOnExecuteError(false).setLoggingEnabled(false);
            request.getHeaders().setAuthorization("Bearer " + token);
            return page(request.execute());
        } catch (IOException | IllegalArgumentException failure) {
            throw new MailboxFailure.TryLater("Google’s directory did not answer, or with something else.",
                    Duration.ZERO, failure);
        }
    }

    private Page page(HttpResponse response) throws IOException {
        try (InputStream content = response.getContent()) {
            int status = response.getStatusCode();
            if (status == 401 || status == 403 || status == 404) {
                throw new MailboxFailure.ChangeSettings("Google does not let " + administrator
                        + " list the people of the domain. Enable the Admin SDK API in the Google Cloud project and name an"
                        + " administrator who may read users; or type the addresses.", null);
            }
            if (status != 200 || content == null) {
                throw new MailboxFailure.TryLater("Google’s directory is out of order (status " + status + ").",
                        Duration.ZERO, null);
            }
            return page(WholeJson.read(content, GenericJson.class));
        } finally {
            response.disconnect();
        }
    }

    private static Page page(GenericJson answer) {
        List<Person> people = new ArrayList<>();
        if (answer.get("users") instanceof List<?> users) {
            for (Object user : users) {
                if (user instanceof Map<?, ?> fields && fields.get("primaryEmail") instanceof String address
                        && !Boolean.TRUE.equals(fields.get("suspended"))
                        && !Boolean.FALSE.equals(fields.get("isMailboxSetup"))) {
                    String name = fields.get("name") instanceof Map<?, ?> names
                            && names.get("fullName") instanceof String full ? full : address;
                    people.add(new Person(name, address.toLowerCase(Locale.ROOT)));
                }
            }
        }
        return new Page(people, answer.get("nextPageToken") instanceof String token ? token : "");
    }
}
