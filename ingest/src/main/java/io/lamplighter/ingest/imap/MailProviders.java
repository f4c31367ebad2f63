// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.imap;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The well-known providers, from {@code mail-providers.txt}. */
final class MailProviders {

    private static final List<MailProvider> ALL = read();

    private MailProviders() {}

    private static List<MailProvider> read() {
        try (InputStream table = MailProviders.class.getResourceAsStream("mail-providers.txt")) {
            if (table == null) {
                throw new IllegalStateException("mail-providers.txt is missing");
            }
            return new String(table.readAllBytes(), StandardCharsets.UTF_8).lines()
                    .filter(line -> !line.startsWith("#") && !line.isBlank()).map(MailProvider::parse).toList();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    static List<MailProvider> all() {
        return ALL;
    }

    static Optional<MailProvider> ofDomain(String domain) {
        return ALL.stream().filter(p -> p.domains().contains(domain)).findFirst();
    }

    /** Who looks after a domain with this MX host. */
    static Optional<MailProvider> ofMx(String mxHost) {
        return ALL.stream().filter(p -> p.looksAfter(mxHost)).findFirst();
    }

    /** Whose IMAP server this is. */
    static Optional<MailProvider> ofHost(String host) {
        String lower = host.toLowerCase(Locale.ROOT);
        return ALL.stream().filter(p -> !p.host().isEmpty() && p.way() != MailProvider.Way.BRIDGE)
                .filter(p -> lower.equals(p.host())
                        // outlook.office365.com has older names, and national ones beside it.
                        || (p.way() == MailProvider.Way.MICROSOFT && lower.matches(
                                "(.+\\.)?(office365|outlook|office|hotmail|live)\\.(com|de|us|cn)|partner\\.outlook\\.cn")))
                .findFirst();
    }
}
