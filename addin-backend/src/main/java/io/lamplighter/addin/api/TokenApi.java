// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.api;

import io.lamplighter.addin.connect.ReadingDesk;
import io.lamplighter.addin.oauth.TokenMailboxes;
import io.lamplighter.addin.oauth.TokenRequest;
import io.lamplighter.crm.mailbox.MailboxState;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** IMAP mailboxes that sign in with a token of a provider of one's own. */
@RestController
@RequestMapping("/api/mailboxes/token")
@Tag(name = "Mailboxes")
class TokenApi {

    private final TokenMailboxes mailboxes;
    private final ReadingDesk readings;

    TokenApi(TokenMailboxes mailboxes, ReadingDesk readings) {
        this.mailboxes = mailboxes;
        this.readings = readings;
    }

    record Connected(long id, String address) {}

    @Operation(summary = "Connects an IMAP mailbox that signs in with a token, after trying it", description = """
            The token comes from `tokenUrl` by `grant`: `client_credentials` or `refresh_token`. XOAUTH2 is used where the server
            offers it, else OAUTHBEARER (RFC 7628). The endpoint begins with https and is no private address unless that is
            allowed. One that waits for a new right gets it. `days` and `start` as for `POST /api/mailboxes`; they are heard of a new
            mailbox only.""")
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Connected connect(@RequestBody TokenRequest request, @RequestParam(required = false) @Nullable Integer days,
            @RequestParam(defaultValue = "true") boolean start) {
        check(request);
        if (days != null && days < 0) {
            throw new BadRequest("days must be 0 or more");
        }
        MailboxState connected = mailboxes.connect(request.address(), request.ownerOrAddress(), request.account(),
                request.source());
        if (connected.waiting()) {
            readings.begin(connected, Optional.ofNullable(days), start);
        }
        return new Connected(connected.id().value(), request.address());
    }

    /** @param folders what would be read */
    record TestResult(boolean works, List<String> folders) {}

    @Operation(summary = "Tries it without storing anything")
    @PostMapping("/test")
    TestResult test(@RequestBody TokenRequest request) {
        check(request);
        return new TestResult(true, mailboxes.test(request.account(), request.source()));
    }

    private static void check(TokenRequest request) {
        Map<String, String> problems = request.problems();
        if (!problems.isEmpty()) {
            Map.Entry<String, String> first = problems.entrySet().iterator().next();
            throw new BadRequest(first.getKey() + ": " + first.getValue());
        }
    }
}
