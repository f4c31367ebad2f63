// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.board;

import io.lamplighter.crm.OpportunityId;
import io.lamplighter.crm.match.Candidate;
import io.lamplighter.crm.match.Reviews;
import io.lamplighter.crm.opportunity.Opportunities.Opportunity;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Asks which deal a mail belongs to. */
final class Questions {

    private static final int EXCERPT = 320;

    private final Map<OpportunityId, Opportunity> deals;
    private final Words words;
    private final Instant now;

    /** @param deals those this reader may choose */
    Questions(Map<OpportunityId, Opportunity> deals, Words words, Instant now) {
        this.deals = deals;
        this.words = words;
        this.now = now;
    }

    String says(int waiting) {
        if (waiting == 0) {
            return "Mail that could belong to more than one deal waits here.";
        }
        return Spelled.first(waiting) + (waiting == 1 ? " mail" : " mails")
                + " could belong to more than one deal. Until somebody says which, "
                + (waiting == 1 ? "it counts for none." : "they count for none.");
    }

    ReviewView.Item item(Reviews.Waiting mail) {
        String from = mail.fromName().isBlank() ? mail.fromAddress() : mail.fromName();
        boolean inbound = mail.direction().equals("INBOUND");
        Activity.Heading heading = new Activity.Heading(inbound ? "in" : "out", from,
                (inbound ? "of " : "to ") + mail.account(), mail.subject(),
                new Headings(words, now).when(mail.at()));
        List<ReviewView.Candidate> candidates = mail.candidates().stream().flatMap(candidate -> Stream
                .ofNullable(deals.get(candidate.opportunity())).map(deal -> candidate(candidate, deal))).toList();
        return new ReviewView.Item(mail.activity().toString(), heading, Clip.line(mail.body(), EXCERPT),
                why(mail, mail.candidates().size() - candidates.size()), candidates);
    }

    private static String why(Reviews.Waiting mail, int foreign) {
        String margin = Whys.two(mail.margin());
        String why = margin.equals("0.00")
                ? "Nothing sets the best two deals apart."
                : "The best deal is only " + margin + " ahead of the next.";
        return switch (foreign) {
            case 0 -> why;
            case 1 -> why + " One of them is a colleague’s.";
            default -> why + " " + Spelled.first(foreign) + " of them are colleagues’.";
        };
    }

    private ReviewView.Candidate candidate(Candidate candidate, Opportunity deal) {
        String facts = deal.stage() + " · " + words.money(Money.of(deal.amount(), deal.currency()))
                + " · " + deal.ownerName();
        return new ReviewView.Candidate(new DealRow.Deal(deal.id().toString(), deal.name(), deal.accountName()), facts,
                because(candidate.features()), Whys.two(candidate.score()),
                (int) Math.round(Math.clamp(candidate.score(), 0, 1) * 100));
    }

    private static String because(List<String> features) {
        String said = features.stream().map(Questions::feature).collect(Collectors.joining(", "));
        return said.isEmpty() ? "" : Character.toUpperCase(said.charAt(0)) + said.substring(1) + ".";
    }

    private static String feature(String feature) {
        return switch (feature) {
            case "thread" -> "its thread is on this deal";
            case "subject" -> "the subject names it";
            case "recency" -> "how recently it was active";
            default -> feature.startsWith("buying role: ")
                    ? "the person is its " + feature.substring("buying role: ".length())
                    : feature;
        };
    }
}
