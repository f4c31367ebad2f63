// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.google;

import com.google.api.client.json.GenericJson;
import com.google.api.client.json.JsonFactory;
import com.google.api.client.json.gson.GsonFactory;
import com.google.api.client.json.webtoken.JsonWebSignature;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a push subscription of Pub/Sub delivers, and believes it only with Google's signature. What it says is a hint:
 * the mailbox is read on from its stored position, whatever number comes with it. Pure; thread-safe.
 */
public final class PubSubPush {

    /** What came. */
    public sealed interface Delivery {

        /**
         * Something happened in a mailbox.
         *
         * @param address whose, in lower case
         * @param historyId where its history stands now, not where to read from
         */
        record Nudge(String address, BigInteger historyId) implements Delivery {}

        /** It is not from Google, or not meant for us. The reason is for a log line and holds nothing of it. */
        record Refused(String reason) implements Delivery {}

        /** It is from Google but says nothing of a mailbox; to be acknowledged, or it comes again and again. */
        record Empty() implements Delivery {}
    }

    private static final String ISSUER = "https://accounts.google.com";
    private static final Duration LENIENCE = Duration.ofMinutes(2);
    private static final int LONGEST_TOKEN = 8_192;
    private static final int LONGEST_BODY = 65_536;
    private static final JsonFactory JSON = GsonFactory.getDefaultInstance();

    private final GoogleKeys keys;
    private final String audience;
    private final String sender;
    private final Clock clock;

    /**
     * @param audience what was entered as audience of the push subscription
     * @param sender the service account chosen for it
     */
    public PubSubPush(GoogleKeys keys, String audience, String sender, Clock clock) {
        this.keys = keys;
        this.audience = audience;
        this.sender = sender;
        this.clock = clock;
    }

    /** @param authorization the header as it came; null where none did */
    public Delivery read(@Nullable String authorization, byte[] body) {
        String reason = objection(authorization);
        if (!reason.isEmpty()) {
            return new Delivery.Refused(reason);
        }
        return nudge(body).<Delivery>map(n -> n).orElseGet(Delivery.Empty::new);
    }

    /** Empty where there is none. */
    private String objection(@Nullable String authorization) {
        if (authorization == null || !authorization.regionMatches(true, 0, "Bearer ", 0, 7)) {
            return "no token";
        }
        String token = authorization.substring(7).strip();
        if (token.length() > LONGEST_TOKEN) {
            return "token too long";
        }
        try {
            JsonWebSignature signed = JsonWebSignature.parse(JSON, token);
            // RFC 8725 §3.1: the token must not choose how it is verified.
            if (!"RS256".equals(signed.getHeader().getAlgorithm())) {
                return "not signed with RS256";
            }
            Optional<PublicKey> key = keys.key(String.valueOf(signed.getHeader().getKeyId()));
            if (key.isEmpty() || !signed.verifySignature(key.get())) {
                return "not signed by Google";
            }
            return claims(signed.getPayload());
        } catch (IOException | GeneralSecurityException | RuntimeException broken) {
            // The library throws whatever it comes across: null pointers for a header that is "null", among others.
            return "token cannot be read";
        }
    }

    private String claims(JsonWebSignature.Payload claims) {
        Long expires = claims.getExpirationTimeSeconds();
        Long issued = claims.getIssuedAtTimeSeconds();
        Long notBefore = claims.getNotBeforeTimeSeconds();
        Instant now = clock.instant();
        if (!ISSUER.equals(claims.getIssuer())) {
            return "token of another issuer";
        }
        if (!List.of(audience).equals(claims.getAudienceAsList())) {
            return "token for another audience";
        }
        if (expires == null || !now.isBefore(Instant.ofEpochSecond(expires).plus(LENIENCE))) {
            return "token has expired";
        }
        if (isAhead(issued, now) || isAhead(notBefore, now)) {
            return "token is from the future";
        }
        if (!sender.equals(claims.get("email")) || !Boolean.TRUE.equals(claims.get("email_verified"))) {
            return "token of another service account";
        }
        return "";
    }

    /** Google says when it signed; that a token begins to be good later only a forger would write (RFC 7519 §4.1.5). */
    private static boolean isAhead(@Nullable Long second, Instant now) {
        return second != null && Instant.ofEpochSecond(second).isAfter(now.plus(LENIENCE));
    }

    private static Optional<Delivery.Nudge> nudge(byte[] body) {
        if (body.length > LONGEST_BODY) {
            return Optional.empty();
        }
        try {
            Object message = object(new String(body, StandardCharsets.UTF_8)).get("message");
            Object data = message instanceof Map<?, ?> m ? m.get("data") : null;
            if (!(data instanceof String base64)) {
                return Optional.empty();
            }
            GenericJson said = object(new String(decoded(base64), StandardCharsets.UTF_8));
            Object address = said.get("emailAddress");
            Object history = said.get("historyId");
            // Seen as a number and as text.
            return address == null || history == null
                    ? Optional.empty()
                    : Optional.of(new Delivery.Nudge(address.toString().toLowerCase(Locale.ROOT),
                            new BigInteger(history.toString())));
        } catch (IOException | IllegalArgumentException broken) {
            return Optional.empty();
        }
    }

    private static GenericJson object(String json) throws IOException {
        GenericJson object = JSON.fromString(json, GenericJson.class);
        if (object == null) {
            throw new IOException("nothing");
        }
        return object;
    }

    /** Pub/Sub writes one alphabet, some of its libraries the other, with padding or without. */
    private static byte[] decoded(String base64) {
        return Base64.getUrlDecoder().decode(base64.replace('+', '-').replace('/', '_').replace("=", ""));
    }
}
