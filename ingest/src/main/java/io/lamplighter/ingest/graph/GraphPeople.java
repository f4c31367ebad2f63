// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.graph;

import com.microsoft.graph.models.ApplicationCollectionResponse;
import com.microsoft.graph.models.OrganizationCollectionResponse;
import com.microsoft.graph.models.PasswordCredential;
import com.microsoft.graph.models.User;
import com.microsoft.graph.models.UserCollectionResponse;
import com.microsoft.graph.models.VerifiedDomain;
import io.lamplighter.ingest.mailbox.MailboxFailure;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The people of a Microsoft 365 organisation who have an address, to choose among. Needs {@code User.Read.All} of an app. */
public final class GraphPeople {

    private static final int PAGE = 100;
    private static final String FIELDS = "$select=id,displayName,mail,userPrincipalName,userType";
    private static final List<String> SEARCHED = List.of("displayName", "givenName", "surname", "mail",
            "userPrincipalName");
    private static final Pattern SKIP = Pattern.compile("[?&](?:\\$|%24)skiptoken=([A-Za-z0-9_.~%-]{1,2000})(?:&|$)",
            Pattern.CASE_INSENSITIVE);

    private final GraphClient client;

    GraphPeople(GraphClient client) {
        this.client = client;
    }

    /**
     * One of them.
     *
     * @param id stays what it is when the address changes
     * @param address in lower case
     */
    public record Person(String id, String name, String address) {

        public Person {
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(address, "address");
        }
    }

    /** @param next for the page after it; empty at the end. It is no address, so nobody can lead us elsewhere with one */
    public record Page(List<Person> people, String next) {

        public Page {
            people = List.copyOf(people);
            Objects.requireNonNull(next, "next");
        }
    }

    /**
     * Those whose name or address begins with the words; all without any. Guests have their mailboxes elsewhere and are left out.
     *
     * @param next as the page before gave it; empty for the first
     * @throws MailboxFailure.ChangeSettings if the app may not list people
     */
    public Page search(String words, String next) {
        String filter = words.isBlank()
                ? ""
                : "&$filter=" + encoded(SEARCHED.stream()
                        .map(field -> "startswith(" + field + "," + quoted(words.strip()) + ")")
                        .collect(Collectors.joining(" or ")));
        String from = SKIP.matcher("?$skiptoken=" + next).matches() ? "&$skiptoken=" + next : "";
        UserCollectionResponse page = ask("/users?" + FIELDS + "&$top=" + PAGE + filter + from);
        return new Page(people(page), skip(page.getOdataNextLink()));
    }

    /**
     * Whose address this is, an alias or the sign-in name included; empty if nobody's.
     *
     * @throws MailboxFailure.ChangeSettings if the app may not list people
     */
    public Optional<Person> withAddress(String address) {
        String quoted = quoted(address.strip());
        return people(ask("/users?" + FIELDS + "&$filter=" + encoded("mail eq " + quoted + " or userPrincipalName eq "
                + quoted + " or proxyAddresses/any(p:p eq " + quoted("smtp:" + address.strip()) + ")"))).stream()
                .findFirst();
    }

    /** @param domains those that Microsoft has verified to be its own */
    public record About(String name, List<String> domains) {

        public About {
            Objects.requireNonNull(name, "name");
            domains = List.copyOf(domains);
        }
    }

    /**
     * What the organisation calls itself.
     *
     * @throws MailboxFailure if the app may not ask
     */
    public About organisation() {
        try {
            return Answers.of(client.get(client.account().base() + "/organization?$select=displayName,verifiedDomains",
                    OrganizationCollectionResponse::createFromDiscriminatorValue).getValue()).stream().findFirst()
                    .map(found -> new About(Objects.requireNonNullElse(found.getDisplayName(), ""),
                            Answers.of(found.getVerifiedDomains()).stream().map(VerifiedDomain::getName)
                                    .filter(Objects::nonNull).map(name -> name.toLowerCase(Locale.ROOT)).toList()))
                    .orElse(new About("", List.of()));
        } catch (GraphException failure) {
            throw GraphFailures.of(failure, client.account());
        }
    }

    /**
     * When a client secret of an application ends, which only its own organisation tells, and with {@code Application.Read.All}.
     *
     * @param begins the first characters of the secret, by which Microsoft knows it
     * @return empty where that cannot be seen
     */
    public Optional<Instant> secretEnds(String applicationId, String begins) {
        try {
            return Answers.of(client.get(client.account().base() + "/applications?$select=passwordCredentials&$filter="
                    + encoded("appId eq " + quoted(applicationId)),
                    ApplicationCollectionResponse::createFromDiscriminatorValue).getValue()).stream()
                    .flatMap(application -> Answers.of(application.getPasswordCredentials()).stream())
                    .filter(secret -> secret.getHint() != null && !secret.getHint().isEmpty()
                            && begins.startsWith(secret.getHint()))
                    .map(PasswordCredential::getEndDateTime).filter(Objects::nonNull)
                    .map(OffsetDateTime::toInstant).max(Comparator.naturalOrder());
        } catch (GraphException notTold) {
            return Optional.empty();
        }
    }

    private UserCollectionResponse ask(String path) {
        try {
            return client.get(client.account().base() + path, UserCollectionResponse::createFromDiscriminatorValue);
        } catch (GraphException failure) {
            if (failure.isForbidden()) {
                throw new MailboxFailure.ChangeSettings("Microsoft does not let the app list the people of this"
                        + " organisation: it has no User.Read.All. Grant it, or type the addresses.", failure);
            }
            throw GraphFailures.of(failure, client.account());
        }
    }

    private static List<Person> people(UserCollectionResponse page) {
        return Answers.of(page.getValue()).stream().filter(user -> !"Guest".equalsIgnoreCase(user.getUserType()))
                .flatMap(user -> person(user).stream()).toList();
    }

    private static Optional<Person> person(User user) {
        String id = user.getId();
        // Without one there is no mailbox; the sign-in name alone may lead nowhere.
        String mail = user.getMail();
        return id == null || mail == null || mail.indexOf('@') < 1
                ? Optional.empty()
                : Optional.of(new Person(id, Stream.of(user.getDisplayName(), mail).filter(Objects::nonNull)
                        .findFirst().orElse(mail), mail.toLowerCase(Locale.ROOT)));
    }

    private static String skip(@Nullable String link) {
        Matcher found = SKIP.matcher(link == null ? "" : link);
        return found.find() ? found.group(1) : "";
    }

    /** OData writes a quote inside of quotes twice. */
    private static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    private static String encoded(String filter) {
        return URLEncoder.encode(filter, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
