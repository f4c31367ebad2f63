// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.oauth;

import io.lamplighter.addin.board.Spelled;
import io.lamplighter.crm.mailbox.MailboxState;
import io.lamplighter.crm.mailbox.Mailboxes;
import io.lamplighter.ingest.google.GoogleAccount;
import io.lamplighter.ingest.google.GooglePeople;
import io.lamplighter.ingest.mailbox.MailboxFailure;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Reads what the pages of organisations need and has it put into words. */
public final class OrganisationPageDesk {

    private final OrganisationDesk desk;
    private final OrganisationMailboxes opened;
    private final Mailboxes mailboxes;

    public OrganisationPageDesk(OrganisationDesk desk, OrganisationMailboxes opened, Mailboxes mailboxes) {
        this.desk = desk;
        this.opened = opened;
        this.mailboxes = mailboxes;
    }

    /** What a form said that was not right. */
    record Again(Map<String, String> sent, Map<String, String> problems) {}

    OrganisationsView all(String redirect, Again again) {
        return new OrganisationsView(desk.all().stream().map(o -> new OrganisationsView.Item(Long.toString(o.id()),
                o.name(), detail(o), mailboxes(desk.mailboxes(o)))).toList(), desk.knowsMicrosoft(), redirect,
                again.sent(), again.problems());
    }

    private static String mailboxes(long count) {
        return switch ((int) Math.min(count, 2)) {
            case 0 -> "No mailbox yet";
            case 1 -> "One mailbox";
            default -> count + " mailboxes";
        };
    }

    private static String detail(Organisation organisation) {
        return organisation.isMicrosoft()
                ? "Microsoft 365 · tenant " + organisation.outsideId()
                : "Google Workspace · " + organisation.account() + ", key "
                        + organisation.keyId().substring(0, Math.min(8, organisation.keyId().length()));
    }

    OrganisationView one(Organisation organisation, String words, String next, OrganisationView.Tested test) {
        List<String> missing = List.of();
        List<OrganisationView.Person> people = List.of();
        String trouble = "";
        String more = "";
        if (desk.lists(organisation)) {
            try {
                missing = organisation.isMicrosoft() ? desk.missing(organisation) : List.of();
                OrganisationDesk.People page = desk.people(organisation, words, next);
                people = people(page.people());
                more = page.next().isEmpty()
                        ? ""
                        : "/organisations/" + organisation.id() + "?q=" + encoded(words) + "&next="
                                + encoded(page.next());
            } catch (MailboxFailure refused) {
                trouble = refused.advice();
            }
        }
        return new OrganisationView(Long.toString(organisation.id()), organisation.name(),
                organisation.providerName(), detail(organisation), organisation.isMicrosoft(), desk.lists(organisation),
                organisation.limited(),
                missing, authorise(organisation), words, people, trouble, more, desk.mailboxes(organisation) == 0,
                right(organisation), test);
    }

    private OrganisationView.Right right(Organisation organisation) {
        int stopped = desk.stopped(organisation);
        return new OrganisationView.Right(organisation.outsideId(), organisation.name(), organisation.administrator(),
                stopped == 0
                        ? ""
                        : Spelled.first(stopped) + (stopped == 1 ? " mailbox" : " mailboxes")
                                + " cannot be read at the moment.");
    }

    private static List<OrganisationView.Entry> authorise(Organisation organisation) {
        return organisation.isMicrosoft()
                ? List.of()
                : List.of(new OrganisationView.Entry("Client ID", organisation.outsideId()),
                        new OrganisationView.Entry("OAuth scopes", String.join(",", GoogleAccount.MAIL_SCOPE,
                                GoogleAccount.CALENDAR_SCOPE, GoogleAccount.TRANSCRIPTS_SCOPE)
                                + (organisation.administrator().isEmpty() ? "" : "," + GooglePeople.SCOPE)));
    }

    private List<OrganisationView.Person> people(List<OrganisationDesk.Person> people) {
        Map<String, MailboxState> connected = mailboxes
                .byAddresses(people.stream().map(OrganisationDesk.Person::address).toList());
        return people.stream().map(p -> {
            MailboxState there = connected.get(p.address());
            return new OrganisationView.Person(p.name(), p.address(), there == null ? "" : "/mailboxes/" + there.id());
        }).toList();
    }

    /** Tries one address, with all that can be read, without storing anything. */
    OrganisationView.Tested test(Organisation organisation, String address) {
        String asked = address.strip();
        if (!asked.matches("[^@\\s]+@[^@\\s]+")) {
            return new OrganisationView.Tested(asked, "This is not an address", "Enter the address of one mailbox.",
                    false);
        }
        try {
            OrganisationMailboxes.Account account = opened.test(organisation,
                    new OrganisationMailboxes.Wanted(asked, Instant.EPOCH, true, true));
            return new OrganisationView.Tested(asked, account.address() + " can be read", "Nothing was stored yet.",
                    true);
        } catch (MailboxFailure refused) {
            return new OrganisationView.Tested(asked, asked + " cannot be read",
                    refused.advice() + " Nothing was changed.", false);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
