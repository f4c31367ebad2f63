// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.warning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.lamplighter.crm.Crm;
import io.lamplighter.crm.Mail;
import io.lamplighter.crm.notify.Notice;
import io.lamplighter.crm.notify.Outbox;
import io.lamplighter.crm.opportunity.Deals;
import io.lamplighter.crm.OpportunityId;
import io.lamplighter.crm.scoring.Jargon;
import io.lamplighter.ingest.Origin;
import io.lamplighter.ingest.sync.Departure;
import io.lamplighter.ingest.sync.Reading;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DeparturesTest {

    private static final Departure HELEN_LEFT = new Departure("Helen Marsh", "Helen@oakhanger.example", "Kim Lee",
            "kim.lee@oakhanger.example", true);

    private final Jargon jargon = new Jargon();
    private final Crm crm = jargon.crm;
    private final Outbox outbox = new Outbox(crm.jdbc, List.of());
    private final Warnings warnings = new Warnings(crm.jdbc, crm.database.transaction(), outbox, crm.clock);
    private final Departures departures = new Departures(crm.jdbc, crm.database.transaction(), crm.contacts);

    @Test
    void whoHasLeftIsWarnedOfOnceOnEachOfTheirDeals() {
        jargon.mail("A sunny day.", 30);
        secondDeal();
        note("INBOX/9/1", 2, HELEN_LEFT);

        assertThat(warnings.sweep()).isEqualTo(2);
        note("INBOX/9/2", 1, HELEN_LEFT);
        assertThat(warnings.sweep()).isZero();

        List<Warned> unread = warnings.unread(crm.anna.id(), Optional.of(crm.anna.id()));
        assertThat(unread).extracting(Warned::about).containsExactly(Notice.About.CHAMPION_LEFT,
                Notice.About.CHAMPION_LEFT);
        assertThat(unread).extracting(Warned::dealName).containsExactlyInAnyOrder("Cold rooms", "Warm rooms");
        assertThat(departures.of(unread.stream().map(Warned::id).toList()).values()).allSatisfy(one -> {
            assertThat(one.name()).isEqualTo("Helen Marsh");
            assertThat(one.accountName()).isEqualTo("Oakhanger Dairies");
            assertThat(one.successor()).isEqualTo("Kim Lee");
            assertThat(one.known()).isFalse();
            assertThat(one.said()).isTrue();
        });
        assertThat(outbox.after(0, 9)).extracting(Notice::what).containsOnly(Notice.What.RAISED);
        assertThat(outbox.after(0, 9)).extracting(Notice::about).containsOnly(Notice.About.CHAMPION_LEFT);
        assertThat(new Deals(crm.jdbc).team(new OpportunityId(crm.opportunity("Cold rooms"))))
                .filteredOn(buyer -> buyer.name().equals("Helen Marsh")).allMatch(Deals.Buyer::left);
    }

    @Test
    void oldNotesStrangersAndClosedDealsWarnNobody() {
        jargon.mail("A sunny day.", 30);
        note("INBOX/9/1", 8, HELEN_LEFT);
        note("INBOX/9/2", 1, new Departure("Nobody", "nobody@oakhanger.example", "", "", true));
        note("INBOX/9/3", 1, new Departure("Raj Menon", "raj@oakhanger.example", "", "", true));
        assertThat(warnings.sweep()).isZero();

        note("INBOX/9/4", 1, HELEN_LEFT);
        crm.jdbc.sql("update opportunity set stage_id = (select stage_id from stage where outcome = 'lost')").update();
        assertThat(warnings.sweep()).isZero();
    }

    @Test
    void whoWritesAgainHasNotLeft() {
        jargon.mail("A sunny day.", 30);
        note("INBOX/9/1", 2, new Departure("", "helen@oakhanger.example", "", "", false));
        assertThat(warnings.sweep()).isEqualTo(1);
        jargon.mail("The server was broken.", 1);

        assertThat(warnings.sweep()).isZero();

        assertThat(warnings.unread(crm.anna.id(), Optional.empty())).isEmpty();
        assertThat(outbox.after(0, 9)).extracting(Notice::what).containsExactly(Notice.What.RAISED, Notice.What.LIFTED);
    }

    @Test
    void theTeamKnowsOfADepartureThatNobodyAnnouncedWhicheverDealsMailCameBack() {
        jargon.mail("A sunny day.", 30);
        secondDeal();
        note("INBOX/9/1", 2, new Departure("", "helen@oakhanger.example", "", "", false));

        assertThat(helen("Cold rooms")).allMatch(Deals.Buyer::bounced).noneMatch(Deals.Buyer::left).isNotEmpty();
        assertThat(helen("Warm rooms")).allMatch(Deals.Buyer::bounced).noneMatch(Deals.Buyer::left).isNotEmpty();

        jargon.mail("The server was broken.", 1);

        assertThat(helen("Cold rooms")).noneMatch(Deals.Buyer::bounced);
        assertThat(helen("Warm rooms")).noneMatch(Deals.Buyer::bounced);
    }

    @Test
    void aMailThatCameBackFromAFullMailboxSaysNothingOfWhoeverOwnsIt() {
        jargon.mail("A sunny day.", 30);
        crm.record(crm.annasMailbox, Mail.from("helen@oakhanger.example").to("anna@seller.example").daysAgo(2)
                .by(Origin.Kind.BOUNCE).in("INBOX/9/1"));

        assertThat(helen("Cold rooms")).noneMatch(Deals.Buyer::bounced).isNotEmpty();
    }

    private List<Deals.Buyer> helen(String deal) {
        return new Deals(crm.jdbc).team(new OpportunityId(crm.opportunity(deal))).stream()
                .filter(buyer -> buyer.name().equals("Helen Marsh")).toList();
    }

    @Test
    void whoFollowsBecomesAContactWithTheirPart() {
        crm.roles.from("""
                opportunity,contact_email,role
                Cold rooms,helen@oakhanger.example,champion
                """);
        note("INBOX/9/1", 2, HELEN_LEFT);
        warnings.sweep();
        long warning = warnings.unread(crm.anna.id(), Optional.empty()).getFirst().id();

        assertThat(departures.follow(warning, Optional.of(crm.jonas.id()))).isEmpty();
        assertThat(departures.follow(warning, Optional.of(crm.anna.id()))).isPresent();
        assertThat(departures.follow(warning, Optional.empty())).isPresent();

        assertThat(departures.of(List.of(warning)).get(warning)).satisfies(one -> assertThat(one.known()).isTrue());
        assertThat(new Deals(crm.jdbc).team(new OpportunityId(crm.opportunity("Cold rooms"))))
                .extracting(Deals.Buyer::name, Deals.Buyer::role)
                .contains(tuple("Kim Lee", "champion"));
    }

    private void secondDeal() {
        crm.opportunities.from("""
                name,account,owner,stage,amount,currency,close_date
                Warm rooms,Oakhanger Dairies,anna@seller.example,Proposal,1000,EUR,
                Silent rooms,Oakhanger Dairies,anna@seller.example,Proposal,1000,EUR,
                """);
        crm.jdbc.sql("""
                insert into buying_role
                select o.opportunity_id, ca.contact_id, 'champion' from opportunity o, contact_address ca
                 where o.name = 'Warm rooms' and ca.address = 'helen@oakhanger.example'
                """).update();
    }

    private void note(String source, int daysAgo, Departure departure) {
        Reading.Captured mail = Mail.from("helen@oakhanger.example").to("anna@seller.example").daysAgo(daysAgo)
                .by(Origin.Kind.AUTO_REPLY).in(source);
        crm.record(crm.annasMailbox, new Reading.Captured(mail.source(), mail.place(), mail.interaction(),
                mail.fingerprint(), mail.kept(), mail.notice(), List.of(departure)));
    }
}
