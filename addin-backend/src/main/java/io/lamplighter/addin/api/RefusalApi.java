// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.api;

import io.lamplighter.addin.oauth.Refusal;
import io.lamplighter.addin.oauth.Refusals;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Organisations whose mailboxes are refused all together. */
@RestController
@Tag(name = "Mailboxes")
class RefusalApi {

    private final Refusals refusals;

    RefusalApi(Refusals refusals) {
        this.refusals = refusals;
    }

    /** @param items those that have refused for longest first */
    record Items(List<Refusal> items) {}

    @Operation(summary = "Lists organisations that let us in no longer, with how many mailboxes wait for that and what to do")
    @GetMapping("/api/mailboxes/refusals")
    Items now() {
        return new Items(refusals.now());
    }
}
