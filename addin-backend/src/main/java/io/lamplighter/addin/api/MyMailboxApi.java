// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.api;

import io.lamplighter.addin.oauth.OAuthDesk;
import io.lamplighter.addin.own.OwnMailboxes;
import io.lamplighter.addin.own.PasswordDesk;
import io.lamplighter.addin.own.PasswordRequest;
import io.lamplighter.addin.security.CurrentUser;
import io.lamplighter.crm.directory.User;
import io.lamplighter.crm.mailbox.MailboxState;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.security.Principal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** One's own mailboxes, for everybody; anybody else's are not there. Microsoft's and Google's consent needs a browser. */
@RestController
@RequestMapping("/api/my/mailboxes")
@Tag(name = "My mailboxes", description = "Connecting and looking after one’s own mailbox")
class MyMailboxApi {

    private final OwnMailboxes own;
    private final MailboxApi any;
    private final ReadingApi readings;
    private final PasswordDesk passwords;
    private final CurrentUser current;

    MyMailboxApi(OwnMailboxes own, MailboxApi any, ReadingApi readings, PasswordDesk passwords, CurrentUser current) {
        this.own = own;
        this.any = any;
        this.readings = readings;
        this.passwords = passwords;
        this.current = current;
    }

    private MailboxState state(long id, Principal principal) {
        return own.find(id, current.of(principal)).orElseThrow(
                () -> new NotFound("You have no mailbox " + id + "."));
    }

    private long id(long id, Principal principal) {
        return state(id, principal).id().value();
    }

    /** @param items all of them; there are few */
    record Items(List<MailboxItem> items) {}

    @Operation(summary = "Lists one’s own mailboxes and how reading them stands")
    @GetMapping
    Items list(Principal principal) {
        return new Items(any.items(own.of(current.of(principal))));
    }

    @Operation(summary = "Connects one’s own IMAP mailbox, after trying it", description = """
            The address is the own one, or another in a domain that is ours and nobody else’s. `start` and `days` as for
            `POST /api/mailboxes`; `owner` and `allowPlain` are not heard.""")
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    MailboxItem connect(@RequestBody ImapRequest request,
            @RequestParam(required = false) @Nullable Integer days,
            @RequestParam(defaultValue = "true") boolean start, Principal principal) {
        User user = current.of(principal);
        own.problem(request.mailbox(), user).ifPresent(problem -> {
            throw new OAuthDesk.Refused(problem);
        });
        return any.connect(request.of(user.email()), days, start);
    }

    @Operation(summary = "Tries a connection without storing anything")
    @PostMapping("/test")
    MailboxApi.TestResult test(@RequestBody ImapRequest request, Principal principal) {
        return any.test(request.of(current.of(principal).email()));
    }

    @Operation(summary = "Tells how reading one of them stands")
    @GetMapping("/{id}")
    MailboxItem one(@PathVariable long id, Principal principal) {
        return any.one(id(id, principal));
    }

    @Operation(summary = "Signs it in again with another password or secret, after trying it; position and ledger stay")
    @PutMapping("/{id}/password")
    MailboxItem enter(@PathVariable long id, @RequestBody PasswordRequest request, Principal principal) {
        MailboxState mailbox = state(id, principal);
        if (!passwords.isFor(mailbox)) {
            throw new BadRequest("Its owner signs it in again at its provider, in a browser.");
        }
        passwords.enter(mailbox, request);
        return any.one(id);
    }

    @Operation(summary = "Stops reading it for the time being")
    @PostMapping("/{id}/pause")
    MailboxItem pause(@PathVariable long id, Principal principal) {
        return any.pause(id(id, principal));
    }

    @Operation(summary = "Goes on reading it")
    @PostMapping("/{id}/resume")
    MailboxItem resume(@PathVariable long id, Principal principal) {
        return any.resume(id(id, principal));
    }

    @Operation(summary = "Tells what there is to choose from and how much it would be, asking the provider")
    @GetMapping("/{id}/reading")
    ReadingApi.Reading reading(@PathVariable long id, Principal principal) {
        return readings.reading(id(id, principal));
    }

    @Operation(summary = "Chooses what is read of it; one that waited for it begins to be read")
    @PutMapping("/{id}/reading")
    void choose(@PathVariable long id, @RequestBody ReadingApi.Wish wish, Principal principal) {
        readings.choose(id(id, principal), wish);
    }

    @Operation(summary = "Removes it; with erase=true what only it told goes away with it. The provider is told afterwards")
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable long id, @RequestParam(defaultValue = "false") boolean erase, Principal principal) {
        any.remove(id(id, principal), erase);
    }
}
