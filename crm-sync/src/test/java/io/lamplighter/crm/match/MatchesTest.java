// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.match;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.crm.ActivityId;
import io.lamplighter.crm.Crm;
import io.lamplighter.crm.Mail;
import io.lamplighter.crm.OpportunityId;
import io.lamplighter.crm.directory.OurAddresses;
import io.lamplighter.ingest.Interaction;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MatchesTest {

    private final Crm crm = new Crm();
    private final Matches matches = new Matches(crm.jdbc);

    @Test
    void findsTheOnlyOpenDealOfAContact() {
        Match match = only(Mail.from("helen@oakhanger.example").to("anna@seller.example"));

        assertThat(match.opportunity()).contains(deal("Cold rooms"));
        assertThat(match.rule()).isEqualTo(Match.Rule.ONLY_OPEN_DEAL);
        assertThat(match.margin()).isEqualTo(1);
        assertThat(match.contact()).isPresent();
    }

    @Test
    void findsTheAccountOfAColleagueByDomain() {
        Match match = only(Mail.from("somebody.new@mail.oakhanger.example").to("anna@seller.example"));

        assertThat(match.opportunity()).contains(deal("Cold rooms"));
        assertThat(match.contact()).isEmpty();
        assertThat(match.counterpart()).isEqualTo("somebody.new@mail.oakhanger.example");
    }

    @Test
    void doesNotTakeAFreemailDomainForACompany() {
        crm.accounts.from("name,domain\nOne Woman Shop,gmail.com\n");

        assertThat(of(Mail.from("stranger@gmail.com").to("anna@seller.example"))).isEmpty();
    }

    @Test
    void findsAContactWithAFreemailAddress() {
        crm.contacts.from("name,email,account\nGwen,gwen@gmail.com,Oakhanger Dairies\n");

        assertThat(only(Mail.from("Gwen@Gmail.com").to("anna@seller.example")).opportunity())
                .contains(deal("Cold rooms"));
    }

    @Test
    void knowsNobodyOnPrivateMail() {
        assertThat(of(Mail.from("dentist@teeth.example").to("anna@seller.example"))).isEmpty();
    }

    @Test
    void matchesOurOwnMailByItsRecipients() {
        assertThat(only(Mail.from("anna@seller.example").to("raj@oakhanger.example")).opportunity())
                .contains(deal("Cold rooms"));
    }

    @Test
    void attachesAMailToEveryAccountOnIt() {
        List<Match> found = of(Mail.from("anna@seller.example").to("raj@oakhanger.example", "otto@pellworth.example"));

        assertThat(found).extracting(Match::opportunity).containsExactlyInAnyOrder(Optional.of(deal("Cold rooms")),
                Optional.of(deal("Depot refit")));
    }

    @Test
    void followsTheThreadAmongSeveralDeals() {
        secondDeal("Tanker sensors");
        put("first@oakhanger.example", "Tanker sensors");

        Match match = only(
                Mail.from("helen@oakhanger.example").to("anna@seller.example").answering("first@oakhanger.example"));

        assertThat(match.opportunity()).contains(deal("Tanker sensors"));
        assertThat(match.rule()).isEqualTo(Match.Rule.THREAD);
    }

    @Test
    void prefersTheDealInWhichThePersonHasAPart() {
        secondDeal("Tanker sensors");
        crm.roles.from("opportunity,contact_email,role\nTanker sensors,raj@oakhanger.example,champion\n");

        Match match = only(Mail.from("raj@oakhanger.example").to("anna@seller.example"));

        assertThat(match.opportunity()).contains(deal("Tanker sensors"));
        assertThat(match.rule()).isEqualTo(Match.Rule.BUYING_ROLE);
        assertThat(match.candidates().getFirst().features()).contains("buying role: champion");
    }

    @Test
    void prefersTheDealThatTheSubjectNames() {
        secondDeal("Tanker sensors");

        Match match = only(
                Mail.from("helen@oakhanger.example").to("anna@seller.example").about("Offer for the tanker sensors"));

        assertThat(match.opportunity()).contains(deal("Tanker sensors"));
        assertThat(match.rule()).isEqualTo(Match.Rule.SUBJECT);
    }

    @Test
    void prefersTheDealThatWasTouchedLately() {
        secondDeal("Tanker sensors");
        crm.jdbc.sql("update opportunity set created_at = :then")
                .param("then", OffsetDateTime.parse("2026-05-01T00:00:00Z"))
                .update();
        put("old@oakhanger.example", "Tanker sensors");

        Match match = only(Mail.from("raj@oakhanger.example").to("anna@seller.example"));

        assertThat(match.opportunity()).contains(deal("Tanker sensors"));
        assertThat(match.rule()).isEqualTo(Match.Rule.MOST_RECENT_DEAL);
    }

    @Test
    void leavesItToAPersonWhenNothingSpeaksForEither() {
        secondDeal("Tanker sensors");

        Match match = only(Mail.from("helen@oakhanger.example").to("anna@seller.example").about("A question"));

        assertThat(match.needsReview()).isTrue();
        assertThat(match.opportunity()).isEmpty();
        assertThat(match.margin()).isLessThan(Match.LOW_MARGIN);
        assertThat(match.candidates()).hasSize(2);
    }

    @Test
    void putsAPrivateAddressThatAnswersInAKnownThreadOnItsDeal() {
        put("first@oakhanger.example", "Cold rooms");

        Match match = only(Mail.from("helen.at.home@postbox.example").to("anna@seller.example")
                .answering("first@oakhanger.example"));

        assertThat(match.opportunity()).contains(deal("Cold rooms"));
        assertThat(match.rule()).isEqualTo(Match.Rule.THREAD);
    }

    @Test
    void keepsMailOnTheAccountWhenNoDealIsOpen() {
        crm.jdbc.sql("update opportunity set stage_id = (select stage_id from stage where outcome = 'won' limit 1)")
                .update();

        Match match = only(Mail.from("helen@oakhanger.example").to("anna@seller.example"));

        assertThat(match.opportunity()).isEmpty();
        assertThat(match.rule()).isEqualTo(Match.Rule.NO_OPEN_DEAL);
        assertThat(match.needsReview()).isFalse();
    }

    @Test
    void letsAPersonDecideForTheWholeThread() {
        secondDeal("Tanker sensors");
        crm.record(crm.annasMailbox,
                Mail.from("helen@oakhanger.example").to("anna@seller.example").about("A question")
                        .withId("q1@oakhanger.example")
                        .daysAgo(2).in("INBOX/1/1"),
                Mail.from("helen@oakhanger.example").to("anna@seller.example").about("A question")
                        .answering("q1@oakhanger.example").daysAgo(1).in("INBOX/1/2"));
        Reviews reviews = new Reviews(crm.jdbc, crm.database.transaction());
        Reviews.Waiting first = reviews.waiting(Optional.empty(), Long.MAX_VALUE, 10).getFirst();

        int moved = reviews.decide(first.activity(), deal("Tanker sensors"), Optional.empty());

        assertThat(moved).isEqualTo(2);
        assertThat(reviews.waiting(Optional.empty(), Long.MAX_VALUE, 10)).isEmpty();
    }

    @Test
    void letsNobodyPutMailOnTheDealOfAnotherAccount() {
        secondDeal("Tanker sensors");
        crm.record(crm.annasMailbox,
                Mail.from("helen@oakhanger.example").to("anna@seller.example").about("A question").in("INBOX/1/1"));
        Reviews reviews = new Reviews(crm.jdbc, crm.database.transaction());
        Reviews.Waiting waiting = reviews.waiting(Optional.empty(), Long.MAX_VALUE, 10).getFirst();

        assertThat(reviews.decide(waiting.activity(), deal("Depot refit"), Optional.empty())).isZero();
        assertThat(reviews.decide(waiting.activity(), deal("Tanker sensors"), Optional.of(crm.jonas.id()))).isZero();
    }

    @Test
    void letsNobodyTakeMailFromAColleaguesDealOfTheSameAccount() {
        crm.opportunities.from("name,account,owner,stage,amount,currency,close_date\n"
                + "Tanker sensors,Oakhanger Dairies,jonas@seller.example,Lead,10000,EUR,\n");
        put("p1@oakhanger.example", "Tanker sensors");
        crm.jdbc.sql("update activity set match_rule = 'THREAD'").update();
        ActivityId firm = new ActivityId(
                crm.jdbc.sql("select activity_id from activity").query(Long.class).single());
        Reviews reviews = new Reviews(crm.jdbc, crm.database.transaction());

        assertThat(reviews.decide(firm, deal("Cold rooms"), Optional.of(crm.anna.id()))).isZero();
        assertThat(crm.jdbc.sql("select opportunity_id from activity").query(Long.class).single())
                .isEqualTo(deal("Tanker sensors").value());
        assertThat(reviews.decide(firm, deal("Cold rooms"), Optional.empty())).isEqualTo(1);
    }

    @Test
    void aMailboxAtACustomerMakesNobodysDomainOurs() {
        crm.mailboxes.addByItsOwner(crm.anna, "memory", "anna@guest.example");
        crm.mailboxes.add(crm.anna, "memory", "anna@oakhanger.example");

        assertThat(new OurAddresses(crm.jdbc).now().domains()).contains("seller.example")
                .doesNotContain("guest.example", "oakhanger.example");
        assertThat(only(Mail.from("helen@oakhanger.example").to("anna@seller.example")).opportunity())
                .contains(deal("Cold rooms"));
    }

    private void secondDeal(String name) {
        crm.opportunities.from("name,account,owner,stage,amount,currency,close_date\n" + name
                + ",Oakhanger Dairies,anna@seller.example,Lead,10000,EUR,\n");
    }

    /** Records an earlier mail and puts it on a deal by hand. */
    private void put(String messageId, String deal) {
        crm.record(crm.annasMailbox,
                Mail.from("helen@oakhanger.example").to("anna@seller.example").withId(messageId).daysAgo(5)
                        .in("INBOX/1/" + messageId));
        crm.jdbc.sql("update activity set opportunity_id = :deal").param("deal", deal(deal).value()).update();
    }

    private OpportunityId deal(String name) {
        return new OpportunityId(crm.opportunity(name));
    }

    private Match only(Mail mail) {
        return of(mail).getFirst();
    }

    private List<Match> of(Mail mail) {
        Interaction interaction = mail.interaction();
        return matches.of(List.of(interaction), new OurAddresses(crm.jdbc).now()).getOrDefault(interaction, List.of());
    }
}
