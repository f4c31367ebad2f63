// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.api;

import io.lamplighter.addin.expiry.Ending;
import io.lamplighter.addin.expiry.Endings;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What ends by itself if nobody does anything. */
@RestController
@Tag(name = "Mailboxes")
class EndingApi {

    private final Endings endings;

    EndingApi(Endings endings) {
        this.endings = endings;
    }

    /** @param items the soonest first */
    record Items(List<Ending> items) {}

    @Operation(summary = "Lists secrets, consents, keys and certificates that end soon, with what to do")
    @GetMapping("/api/mailboxes/endings")
    Items soon() {
        return new Items(endings.soon());
    }
}
