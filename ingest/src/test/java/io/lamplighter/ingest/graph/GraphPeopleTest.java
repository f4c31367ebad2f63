// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.graph;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import io.lamplighter.ingest.SetClock;
import io.lamplighter.ingest.graph.GraphPeople.Person;
import io.lamplighter.ingest.mailbox.MailboxFailure;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who can be chosen in an organisation, and whether an app may read them. */
class GraphPeopleTest {

    private final SetClock clock = new SetClock(Instant.parse("2026-11-02T09:00:00Z"));
    private final WireMockServer graph = new WireMockServer(
            WireMockConfiguration.options().dynamicPort().bindAddress("127.0.0.1"));
    private final GraphTokens tokens = new GraphTokens();
    private final GraphConnector connector = new GraphConnector(id -> account("nobody"), tokens, GraphLimits.MICROSOFT,
            clock);

    @BeforeEach
    void start() {
        graph.start();
    }

    @AfterEach
    void stop() {
        graph.stop();
    }

    private URI base() {
        return URI.create("http://127.0.0.1:" + graph.port() + "/v1.0");
    }

    private GraphAccount account(String user) {
        return new GraphAccount(base(), user, "anna@seller.example", List.of(), Instant.EPOCH, false, false);
    }

    private void users(String json) {
        graph.stubFor(get(urlPathEqualTo("/v1.0/users")).willReturn(okJson(json)));
    }

    @Test
    void listsThoseWithAnAddressOfTheirOwnAndNoGuests() {
        users("""
                {"value":[{"id":"1","displayName":"Anna Reyes","mail":"Anna@Seller.example","userType":"Member"},
                          {"id":"2","displayName":"Meeting room","mail":null},
                          {"id":"3","displayName":"A buyer","mail":"bo@buyer.example","userType":"Guest"}],
                 "@odata.nextLink":"http://evil.example/v1.0/users?$top=100&$skiptoken=RFNwdAIA-1"}""");

        GraphPeople.Page page = connector.people(base(), tokens).search("", "");

        assertThat(page.people()).containsExactly(new Person("1", "Anna Reyes", "anna@seller.example"));
        assertThat(page.next()).isEqualTo("RFNwdAIA-1");
    }

    @Test
    void goesOnAtTheProviderWhateverTheLinkWas() {
        users("{\"value\":[]}");

        connector.people(base(), tokens).search("", "RFNwdAIA-1");
        connector.people(base(), tokens).search("", "x&$filter=1 eq 1#http://evil.example");

        graph.verify(1, getRequestedFor(urlPathEqualTo("/v1.0/users")).withQueryParam("$skiptoken",
                equalTo("RFNwdAIA-1")));
        graph.verify(1, getRequestedFor(urlPathEqualTo("/v1.0/users")).withoutQueryParam("$skiptoken")
                .withoutQueryParam("$filter"));
    }

    @Test
    void searchesNamesAndAddressesAndAQuoteStaysAQuote() {
        users("{\"value\":[]}");

        connector.people(base(), tokens).search("O'Brien", "");

        graph.verify(getRequestedFor(urlPathEqualTo("/v1.0/users")).withQueryParam("$filter", equalTo(
                "startswith(displayName,'O''Brien') or startswith(givenName,'O''Brien') or startswith(surname,'O''Brien')"
                        + " or startswith(mail,'O''Brien') or startswith(userPrincipalName,'O''Brien')")));
    }

    @Test
    void anAliasLeadsToItsOwner() {
        users("{\"value\":[{\"id\":\"1\",\"displayName\":\"Anna Reyes\",\"mail\":\"anna@seller.example\"}]}");

        assertThat(connector.people(base(), tokens).withAddress("a.reyes@seller.example").map(Person::address))
                .hasValue("anna@seller.example");
    }

    @Test
    void saysThatListingPeopleIsAnotherPermission() {
        graph.stubFor(get(urlPathEqualTo("/v1.0/users")).willReturn(aResponse().withStatus(403)
                .withBody("{\"error\":{\"code\":\"Authorization_RequestDenied\"}}")));

        assertThatExceptionOfType(MailboxFailure.ChangeSettings.class)
                .isThrownBy(() -> connector.people(base(), tokens).search("", "")).withMessage(
                        "Microsoft does not let the app list the people of this organisation: it has no User.Read.All."
                                + " Grant it, or type the addresses.");
    }

    @Test
    void anAppIsToldWhichMailboxItMayNotRead() {
        graph.stubFor(get(urlPathEqualTo("/v1.0/users/1/mailFolders/inbox")).willReturn(okJson("{\"id\":\"i\"}")));
        graph.stubFor(get(urlPathEqualTo("/v1.0/users/2/mailFolders/inbox")).willReturn(aResponse().withStatus(403)
                .withBody("{\"error\":{\"code\":\"ErrorAccessDenied\"}}")));

        connector.test(account("1"), tokens);

        assertThatExceptionOfType(MailboxFailure.ChangeSettings.class)
                .isThrownBy(() -> connector.test(account("2"), tokens))
                .withMessageContaining("an application access policy");
    }
}
