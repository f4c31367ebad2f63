// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.notify;

import io.lamplighter.addin.board.Words;
import io.lamplighter.addin.notify.Webhooks.Webhook;
import io.lamplighter.crm.UserId;
import io.lamplighter.crm.directory.User;
import io.lamplighter.crm.notify.Deliveries;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Lets people say how they are told of warnings. The team's webhook is for managers and admins. */
public final class NotifyDesk {

    static final String TEAM = "team";
    private static final String MINE = "mine";
    private static final int LONGEST = 2_000;
    private static final int MOST_TROUBLES = 50;

    private final Webhooks webhooks;
    private final WebhookNotifier notifier;
    private final OutsidePost post;
    private final MailNotifier mail;
    private final WithoutMail without;
    private final Deliveries deliveries;
    private final Words words;
    private final Clock clock;

    /** By which ways people are told. */
    public record Ways(Webhooks webhooks, WebhookNotifier notifier, OutsidePost post, MailNotifier mail,
            WithoutMail without, Deliveries deliveries) {}

    public NotifyDesk(Ways ways, Words words, Clock clock) {
        this.webhooks = ways.webhooks();
        this.notifier = ways.notifier();
        this.post = ways.post();
        this.mail = ways.mail();
        this.without = ways.without();
        this.deliveries = ways.deliveries();
        this.words = words;
        this.clock = clock;
    }

    NotifyView of(User user) {
        boolean admin = user.role() == User.Role.ADMIN;
        List<NotifyView.Hook> hooks = new ArrayList<>();
        hooks.add(hook(MINE, "Your webhook", "Is called for each warning that is for you"
                + (admin ? ": when mail is missing in a mailbox, and when it is all there again." : "."),
                webhooks.of(Optional.of(user.id()))));
        if (user.role() != User.Role.REP) {
            hooks.add(hook(TEAM, "The team’s webhook",
                    "Is called once for each warning, whoever it is for. Managers and admins set it.",
                    webhooks.of(Optional.empty())));
        }
        return new NotifyView(admin, mail.isOn(), !without.includes(user.id()), user.email(), hooks,
                admin ? troubles() : List.of());
    }

    private List<NotifyView.Trouble> troubles() {
        return deliveries.troubles(MOST_TROUBLES).stream().map(one -> new NotifyView.Trouble(one.channel(),
                one.user().toString(), one.user().value() == 0 ? "The team" : one.name(),
                one.channel().equals("mail") ? "Mail" : "Webhook", state(one), one.failure())).toList();
    }

    private String state(Deliveries.Trouble trouble) {
        List<String> parts = new ArrayList<>();
        if (trouble.waiting() > 0) {
            parts.add(words.count(trouble.waiting(), "message is", "messages are") + " tried again"
                    + trouble.nextAt().map(at -> ", next " + words.dateTime(at, clock.instant())).orElse("")
                    + ", after " + words.count(trouble.attempts(), "attempt", "attempts") + " of "
                    + Deliveries.MOST_ATTEMPTS + ".");
        }
        if (trouble.givenUp() > 0) {
            parts.add(words.count(trouble.givenUp(), "was", "were") + " given up.");
        }
        return String.join(" ", parts);
    }

    /** @throws Denied where it is not an administrator who asks */
    String again(User user, String channel, UserId whom) {
        if (user.role() != User.Role.ADMIN) {
            throw new Denied();
        }
        int some = deliveries.again(channel, whom, clock.instant());
        return some == 0
                ? "Nothing was changed: there is nothing to send again."
                : words.count(some, "message is", "messages are") + " sent again now.";
    }

    private NotifyView.Hook hook(String whose, String title, String text, Optional<Webhook> webhook) {
        return webhook.map(one -> new NotifyView.Hook(whose, title, text, one.url().toString(), one.secret(),
                former(one), state(one), one.failingSince().isPresent()))
                .orElseGet(() -> new NotifyView.Hook(whose, title, text, "", "", "", "", false));
    }

    private String former(Webhook webhook) {
        return webhook.former().map(key -> "Until " + words.dateTime(key.until(), clock.instant())
                + " calls are signed with this key and with the former one. Give the receiver this one by then.")
                .orElse("");
    }

    private String state(Webhook webhook) {
        return webhook.failingSince()
                .map(since -> "Does not take what is sent since " + words.dateTime(since, clock.instant()) + ": it "
                        + webhook.failure() + ". Each warning is tried ten times within half a day.")
                .orElseGet(() -> webhook.toldAt().map(at -> "Last told " + words.dateTime(at, clock.instant()) + ".")
                        .orElse("Nothing was sent yet."));
    }

    /** @return what happened */
    String mail(User user, boolean wanted) {
        without.set(user.id(), !wanted);
        return wanted ? "Warnings come by mail to " + user.email() + "." : "Warnings do not come by mail any more.";
    }

    /** @return what happened; begins with "Nothing was changed" where the address may not be called */
    String set(User user, String whose, String address) {
        try {
            URI url = new URI(address.strip());
            if (address.length() > LONGEST) {
                throw new OutsidePost.Refused("The address is too long.");
            }
            post.check(url);
            webhooks.set(owner(user, whose), url);
            return "The webhook is set. Its key is new; the receiver needs it to know that a call is ours.";
        } catch (URISyntaxException noAddress) {
            return "Nothing was changed: that is no address.";
        } catch (OutsidePost.Refused refused) {
            return "Nothing was changed: " + refused.getMessage();
        }
    }

    String remove(User user, String whose) {
        return webhooks.remove(owner(user, whose))
                ? "The webhook is removed."
                : "Nothing was changed: there is none.";
    }

    String changeKey(User user, String whose) {
        return webhooks.changeKey(owner(user, whose))
                .map(until -> "The webhook has a new key. Until " + words.dateTime(until, clock.instant())
                        + " calls are signed with the former one as well.")
                .orElse("Nothing was changed: there is none.");
    }

    String forgetFormerKey(User user, String whose) {
        return webhooks.forgetFormerKey(owner(user, whose))
                ? "The former key signs nothing any more."
                : "Nothing was changed: there is none.";
    }

    String test(User user, String whose) {
        return webhooks.of(owner(user, whose)).map(one -> notifier.test(one)
                ? "The webhook took what was sent."
                : "Nothing was changed, but the webhook did not take what was sent.")
                .orElse("Nothing was changed: there is none.");
    }

    /** @throws Denied where it is not this person's */
    private static Optional<UserId> owner(User user, String whose) {
        boolean team = whose.equals(TEAM);
        if (team && user.role() == User.Role.REP) {
            throw new Denied();
        }
        return team ? Optional.empty() : Optional.of(user.id());
    }
}
