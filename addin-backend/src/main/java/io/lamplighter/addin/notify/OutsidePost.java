// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.notify;

import io.lamplighter.addin.connect.OutsideHosts;
import io.lamplighter.addin.connect.OutsideHttp;
import io.lamplighter.ingest.mailbox.MailboxFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;

/**
 * Posts to an address that somebody typed, where that may be called ({@link OutsideHttp}). Reads no answer but its first line.
 * Without TLS it calls nobody on the public internet.
 */
public final class OutsidePost {

    private final OutsideHosts hosts;
    private final OutsideHttp http = new OutsideHttp();

    public OutsidePost(OutsideHosts hosts) {
        this.hosts = hosts;
    }

    /** What is wrong with an address, for who typed it. */
    static final class Refused extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Refused(String sentence) {
            super(sentence, null, false, false);
        }
    }

    /**
     * Where an address leads, if it may be called.
     *
     * @throws Refused with a sentence that says why not
     */
    List<InetAddress> check(URI to) {
        String host = to.getHost();
        boolean plain = "http".equalsIgnoreCase(to.getScheme());
        if (host == null || !(plain || "https".equalsIgnoreCase(to.getScheme())) || to.getUserInfo() != null) {
            throw new Refused("An address begins with https:// and names a host, without a user in it.");
        }
        try {
            List<InetAddress> addresses = hosts.addresses(OutsideHttp.host(to));
            if (plain && addresses.stream().anyMatch(OutsideHosts::isPublic)) {
                throw new Refused("Only https:// protects what is sent over the internet.");
            }
            return addresses;
        } catch (IOException unknown) {
            throw new Refused(host + " is not known.");
        } catch (MailboxFailure.ChangeSettings inside) {
            throw new Refused(inside.advice());
        }
    }

    /** @return the status of the answer */
    int post(URI to, Map<String, String> headers, String body) throws IOException {
        return http.send(to, check(to), new OutsideHttp.Message("application/json", headers, body));
    }
}
