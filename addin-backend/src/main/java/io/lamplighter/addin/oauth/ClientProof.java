// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.oauth;

import java.net.URI;
import java.time.Instant;
import java.util.Map;

/** How this application proves to a token endpoint who it is (RFC 6749 §2.3). Never printed. */
public sealed interface ClientProof {

    /**
     * What a request carries beside the client id.
     *
     * @throws io.lamplighter.ingest.mailbox.MailboxFailure.ChangeSettings if there is nothing that could prove it
     */
    Map<String, String> parameters(String clientId, URI endpoint, Instant now);

    /** @param value empty for clients that cannot keep one */
    record Secret(String value) implements ClientProof {

        @Override
        public Map<String, String> parameters(String clientId, URI endpoint, Instant now) {
            return value.isEmpty() ? Map.of() : Map.of("client_secret", value);
        }

        @Override
        public String toString() {
            return "a secret";
        }
    }

    /**
     * An assertion signed with the key of a certificate that is registered with the provider (RFC 7523 §2.2): nothing that is sent
     * can be used again elsewhere.
     */
    record Certificate(CertificateFile file) implements ClientProof {

        @Override
        public Map<String, String> parameters(String clientId, URI endpoint, Instant now) {
            return Map.of("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
                    "client_assertion", file.read(now).assertion(clientId, endpoint, now));
        }
    }
}
