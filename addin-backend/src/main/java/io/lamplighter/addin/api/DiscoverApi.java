// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.api;

import io.lamplighter.ingest.imap.ImapDiscovery;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Locale;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** How a mailbox is probably reached, from its address. */
@RestController
@RequestMapping({"/api/mailboxes/discover", "/api/my/mailboxes/discover"})
@Tag(name = "Mailboxes")
class DiscoverApi {

    private final ImapDiscovery discovery;

    DiscoverApi(ImapDiscovery discovery) {
        this.discovery = discovery;
    }

    /**
     * One way that should work.
     *
     * @param way {@code password}, {@code app-password}, {@code microsoft}, {@code google} or {@code bridge}
     * @param source {@code provider}, {@code announced}, {@code hosted}, {@code usual-name} or {@code guess}
     */
    record Settings(String host, int port, String security, String username, String provider, String way, String hint,
            String source) {

        static Settings of(ImapDiscovery.Found found) {
            return new Settings(found.host(), found.port(), word(found.security()), found.username(), found.provider(),
                    word(found.way()), found.hint(), word(found.source()));
        }

        private static String word(Enum<?> value) {
            return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** @param items the best first */
    record Discovered(List<Settings> items, String says) {}

    @Operation(summary = "Finds the IMAP settings of an address: by provider, by what its domain announces, by usual names")
    @GetMapping
    Discovered discover(@RequestParam String address) {
        try {
            ImapDiscovery.Result result = discovery.find(address);
            return new Discovered(result.found().stream().map(Settings::of).toList(), result.says());
        } catch (IllegalArgumentException noAddress) {
            throw new BadRequest("address must be an email address");
        }
    }
}
