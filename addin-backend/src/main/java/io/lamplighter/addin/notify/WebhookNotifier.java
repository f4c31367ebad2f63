// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.notify;

import io.lamplighter.addin.notify.Webhooks.Webhook;
import io.lamplighter.crm.UserId;
import io.lamplighter.crm.directory.User;
import io.lamplighter.crm.notify.NotTold;
import io.lamplighter.crm.notify.Notice;
import io.lamplighter.crm.notify.Notifier;
import io.lamplighter.crm.sql.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Tells programs of warnings, as the Standard Webhooks specification has it: {@code webhook-id} is the same for every attempt, so
 * that a receiver can tell a repetition; {@code webhook-signature} covers it, the time and the body. Nothing of what was written in
 * mail is sent.
 */
public final class WebhookNotifier implements Notifier {

    private final boolean team;
    private final Webhooks webhooks;
    private final OutsidePost post;
    private final String address;
    private final Clock clock;

    /**
     * @param team whether it tells the team's place of every warning; otherwise each person's of theirs
     * @param address where browsers reach this installation; empty where that is not known
     */
    public WebhookNotifier(boolean team, Webhooks webhooks, OutsidePost post, String address, Clock clock) {
        this.team = team;
        this.webhooks = webhooks;
        this.post = post;
        this.address = address;
        this.clock = clock;
    }

    @Override
    public String channel() {
        return team ? "team-webhook" : "webhook";
    }

    @Override
    public boolean isShared() {
        return team;
    }

    @Override
    public void tell(Notice notice, User whom) {
        Optional<UserId> whose = team ? Optional.empty() : Optional.of(whom.id());
        webhooks.of(whose).ifPresent(webhook -> send(webhook, "notice_" + notice.id() + "_" + webhook.id(),
                notice.mailbox().map(mailbox -> new MailboxNews(notice.about(), mailbox, address))
                        .map(news -> body(news.type(), notice, news.data()))
                        .orElseGet(() -> body("warning.raised", notice, ofDeal(notice)))));
    }

    /** Sends something to try the way; @return whether it arrived. */
    boolean test(Webhook webhook) {
        try {
            send(webhook, "test_" + webhook.id() + "_" + clock.millis(),
                    Json.write(Map.of("type", "test", "timestamp", clock.instant().toString(), "data", Map.of())));
            return true;
        } catch (NotTold failed) {
            return false;
        }
    }

    private Map<String, Object> ofDeal(Notice notice) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("warning", notice.warning());
        data.put("about", notice.about().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        data.put("opportunityId", notice.deal().value());
        data.put("opportunity", notice.dealName());
        data.put("activityId", notice.activity().value());
        if (notice.about() == Notice.About.BAD_NEWS) {
            data.put("score", notice.score());
        }
        if (!address.isEmpty()) {
            data.put("url", address + "/deals/" + notice.deal());
        }
        return data;
    }

    private static String body(String type, Notice notice, Map<String, Object> data) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", type);
        body.put("timestamp", notice.at().toString());
        body.put("data", data);
        return Json.write(body);
    }

    private void send(Webhook webhook, String id, String body) {
        Instant now = clock.instant();
        try {
            int status = post.post(webhook.url(), Map.of("webhook-id", id, "webhook-timestamp",
                    Long.toString(now.getEpochSecond()), "webhook-signature",
                    signatures(webhook, id + "." + now.getEpochSecond() + "." + body)), body);
            if (status / 100 != 2) {
                throw failed(webhook, "answered " + status);
            }
        } catch (OutsidePost.Refused refused) {
            throw failed(webhook, "must not be called");
        } catch (IOException unreachable) {
            throw failed(webhook, "could not be reached");
        }
        webhooks.told(webhook);
    }

    private NotTold failed(Webhook webhook, String how) {
        webhooks.failed(webhook, how);
        return new NotTold(how);
    }

    /** Several are separated by spaces; a receiver believes a call if one of them is right. */
    private static String signatures(Webhook webhook, String signed) {
        String newer = "v1," + signature(webhook.key(), signed);
        return webhook.former().map(former -> newer + " v1," + signature(former.key(), signed)).orElse(newer);
    }

    static String signature(byte[] key, String signed) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
