// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.wiring;

import io.lamplighter.addin.oauth.CertificateFile;
import io.lamplighter.addin.oauth.OAuthSite;
import io.lamplighter.ingest.google.GoogleKeys;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How this installation is registered with providers of mail.
 *
 * @param publicUrl where browsers and providers reach this installation; empty for whatever address the browser uses
 */
@ConfigurationProperties("lamplighter.providers")
public record ProviderSettings(@DefaultValue("") String publicUrl, @DefaultValue Microsoft microsoft,
        @DefaultValue Google google) {

    /**
     * Microsoft Entra.
     *
     * @param certificate a file with a certificate that is registered there and its key, PEM or PKCS #12; it is used instead of
     *     the secret
     * @param certificatePassword of a PKCS #12 file
     * @param tenant {@code common} for any account, or the id of the one organisation whose accounts may be connected
     * @param authority where people sign in; another one for national clouds
     * @param graph where Graph answers, with its version
     */
    public record Microsoft(@DefaultValue("") String clientId, @DefaultValue("") String clientSecret,
            @DefaultValue("") String certificate, @DefaultValue("") String certificatePassword,
            @DefaultValue("common") String tenant, @DefaultValue("https://login.microsoftonline.com") URI authority,
            @DefaultValue("https://graph.microsoft.com/v1.0") URI graph) {

        /** Empty where the secret proves who we are. */
        Optional<CertificateFile> certificateFile() {
            return certificate.isBlank()
                    ? Optional.empty()
                    : Optional.of(new CertificateFile(Path.of(certificate), certificatePassword));
        }

        @Override
        public String toString() {
            return "Microsoft " + clientId + " " + tenant;
        }
    }

    /** Google Cloud. */
    public record Google(@DefaultValue("") String clientId, @DefaultValue("") String clientSecret,
            @DefaultValue("https://accounts.google.com/o/oauth2/v2/auth") URI authorize,
            @DefaultValue("https://oauth2.googleapis.com/token") URI token,
            @DefaultValue("https://oauth2.googleapis.com/revoke") URI revoke, @DefaultValue("") String apis,
            @DefaultValue Push push) {

        @Override
        public String toString() {
            return "Google " + clientId;
        }
    }

    /**
     * Gmail's calls, by way of Pub/Sub; the calendar calls without any of it. Who issued their tokens is no setting: it is Google.
     *
     * @param topic {@code projects/.../topics/...} to which Gmail may publish; empty for none
     * @param audience as entered for the push subscription of that topic; empty where there is none
     * @param sender the service account chosen for it
     * @param keys where Google publishes the keys it signs its calls with
     */
    public record Push(@DefaultValue("") String topic, @DefaultValue("") String audience,
            @DefaultValue("") String sender, @DefaultValue(GoogleKeys.PUBLISHED_AT) URI keys) {

        public Push {
            if (audience.isBlank() != sender.isBlank()) {
                throw new IllegalArgumentException(
                        "lamplighter.providers.google.push.audience and .sender belong together:"
                                + " what Pub/Sub delivers is believed only if both are right");
            }
            // Whoever can write on the way to these keys could sign in Google's name.
            if (!"https".equals(keys.getScheme()) && !OAuthSite.isOnThisMachine(keys)) {
                throw new IllegalArgumentException("lamplighter.providers.google.push.keys must begin with https://");
            }
        }
    }
}
