// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.imap;

import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * A provider many people have their mail at.
 *
 * @param host its IMAP server; empty where there is none
 * @param domains of the addresses it gives away
 * @param mx what the MX hosts of domains it looks after end with
 * @param hint what has to be done there before a mailbox can be read; may be empty
 */
public record MailProvider(String name, String host, int port, ImapAccount.Security security, Way way,
        List<String> domains, List<String> mx, String hint) {

    /** How one signs in there. */
    public enum Way {
        /** With the password of the mailbox. */
        PASSWORD,
        /** With a password made for this program alone. */
        APP_PASSWORD,
        /** With Microsoft's own sign-in; a password is refused. */
        MICROSOFT,
        /** With Google's own sign-in, or an app password. */
        GOOGLE,
        /** Through a program of the provider on this machine. */
        BRIDGE,
        /** Not at all over IMAP. */
        NONE
    }

    public MailProvider {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(host, "host");
        Objects.requireNonNull(security, "security");
        Objects.requireNonNull(way, "way");
        Objects.requireNonNull(hint, "hint");
        domains = List.copyOf(domains);
        mx = List.copyOf(mx);
    }

    static MailProvider parse(String line) {
        String[] f = line.split("\\|", -1);
        return new MailProvider(f[0], f[1], Integer.parseInt(f[2]), ImapAccount.Security.valueOf(f[3]),
                Way.valueOf(f[4].toUpperCase(Locale.ROOT).replace('-', '_')), words(f[5]), words(f[6]), f[7]);
    }

    private static List<String> words(String field) {
        return field.isBlank() ? List.of() : List.of(field.strip().split(" +"));
    }

    boolean looksAfter(String mxHost) {
        return mx.stream().anyMatch(end -> mxHost.equals(end) || mxHost.endsWith("." + end));
    }
}
