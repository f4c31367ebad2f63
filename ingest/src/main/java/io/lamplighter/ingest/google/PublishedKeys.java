// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.google;

import com.google.api.client.http.GenericUrl;
import com.google.api.client.http.HttpRequest;
import com.google.api.client.http.HttpTransport;
import com.google.api.client.http.javanet.NetHttpTransport;
import com.google.api.client.json.GenericJson;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Optional;

/** The public halves of a service account's keys, which Google shows to everybody: when a key ends, or that it was deleted. */
public final class PublishedKeys {

    private static final int PATIENCE_MILLIS = 10_000;
    private static final int MOST = 256 * 1024;
    /** Keys without an end have this year in their certificate. */
    private static final Instant NEVER = Instant.parse("9000-01-01T00:00:00Z");

    private final HttpTransport transport = new NetHttpTransport();
    private final URI root;

    /** @param root of {@code www.googleapis.com}, with a slash */
    public PublishedKeys(URI root) {
        this.root = root;
    }

    /** What is known of a key. */
    public sealed interface Key {

        /** It works until somebody deletes it. */
        record Endless() implements Key {}

        record Ends(Instant at) implements Key {}

        /** It was deleted, or its account was. */
        record Gone() implements Key {}
    }

    /** Empty where Google does not answer now. */
    public Optional<Key> key(String account, String keyId) {
        try {
            HttpRequest request = transport.createRequestFactory().buildGetRequest(new GenericUrl(root
                    + "service_accounts/v1/metadata/x509/"
                    + URLEncoder.encode(account, StandardCharsets.UTF_8)));
            request.setConnectTimeout(PATIENCE_MILLIS).setReadTimeout(PATIENCE_MILLIS).setFollowRedirects(false)
                    .setThrowExceptionOnExecuteError(false);
            var response = request.execute();
            try (InputStream content = response.getContent()) {
                if (response.getStatusCode() == 404) {
                    return Optional.of(new Key.Gone());
                }
                return response.getStatusCode() != 200 || content == null
                        ? Optional.empty()
                        : Optional.of(key(WholeJson.read(content.readNBytes(MOST), GenericJson.class), keyId));
            }
        } catch (IOException | CertificateException | IllegalArgumentException notNow) {
            return Optional.empty();
        }
    }

    private static Key key(GenericJson all, String keyId) throws CertificateException {
        if (!(all.get(keyId) instanceof String pem)) {
            return new Key.Gone();
        }
        X509Certificate certificate = (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
        Instant end = certificate.getNotAfter().toInstant();
        return end.isAfter(NEVER) ? new Key.Endless() : new Key.Ends(end);
    }
}
