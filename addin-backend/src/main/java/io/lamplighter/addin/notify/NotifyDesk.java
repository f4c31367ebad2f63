// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.notify;

import io.lamplighter.addin.board.Words;
import io.lamplighter.addin.notify.Webhooks.Webhook;
import io.lamplighter.crm.UserId;
import io.lamplighter.crm.directory.User;
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

    private final Webhooks webhooks;
    private final WebhookNotifier notifier;
    private final OutsidePost post;
    private final MailNotifier mail;
    private final WithoutMail without;
    private final Words words;
    private final Clock clock;

    /** By which ways people are told. */
    public record Ways(Webhooks webhooks, WebhookNotifier notifier, OutsidePost post, MailNotifier mail,
            WithoutMail without) {}

    public NotifyDesk(Ways ways, Words words, Clock clock) {
        this.webhooks = ways.webhooks();
        this.notifier = ways.notifier();
        this.post = ways.post();
        this.mail = ways.mail();
        this.without = ways.without();
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
        return new NotifyView(admin, mail.isOn(), !without.includes(user.id()), user.email(), hooks);
    }

    private NotifyView.Hook hook(String whose, String title, String text, Optional<Webhook> webhook) {
        return webhook.map(one -> new NotifyView.Hook(whose, title, text, one.url().toString(), one.secret(),
                state(one), one.failingSince().isPresent()))
                .orElseGet(() -> new NotifyView.Hook(whose, title, text, "", "", "", false));
    }

    private String state(Webhook webhook) {
        return webhook.failingSince()
                .map(since -> "Does not take what is sent since " + words.dateTime(since, clock.instant()) + ": it "
                        + webhook.failure() + ". Each warning is tried ten times within a day.")
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
