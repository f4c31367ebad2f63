// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.api;

import io.lamplighter.addin.connect.ReadingChoices;
import io.lamplighter.addin.connect.ReadingDesk;
import io.lamplighter.crm.mailbox.MailboxState;
import io.lamplighter.crm.mailbox.Mailboxes;
import io.lamplighter.ingest.MailboxId;
import io.lamplighter.ingest.mailbox.FolderChoice;
import io.lamplighter.ingest.mailbox.Forecast;
import io.lamplighter.ingest.mailbox.MailboxFolder;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What is read of a mailbox, how far back, and how much that would be. */
@RestController
@RequestMapping("/api/mailboxes/{id}/reading")
@Tag(name = "Mailboxes")
class ReadingApi {

    private final ReadingDesk desk;
    private final Mailboxes mailboxes;

    ReadingApi(ReadingDesk desk, Mailboxes mailboxes) {
        this.desk = desk;
        this.mailboxes = mailboxes;
    }

    /**
     * @param days 0 for everything there is
     * @param exact whether it was counted
     * @param seconds how long reading it takes at the provider's limits; null where it names none
     */
    record Window(int days, long messages, boolean exact, @Nullable Long seconds) {}

    /**
     * @param waiting whether nothing is read until this was chosen
     * @param since mail received before is not read
     * @param windows empty where the provider cannot say
     */
    record Reading(boolean waiting, Instant since, List<Window> windows, List<MailboxFolder> folders, boolean calendar,
            boolean transcripts) {}

    @Operation(summary = "Tells what there is to choose from and how much it would be, asking the provider")
    @GetMapping
    Reading reading(@PathVariable long id) {
        MailboxState mailbox = state(id);
        ReadingDesk.Offer offer = desk.offer(mailbox);
        List<Window> windows = new ArrayList<>();
        for (int i = 0; i < offer.forecast().volumes().size(); i++) {
            windows.add(window(ReadingDesk.WINDOWS.get(i), offer.forecast().volumes().get(i),
                    offer.forecast().perMinute()));
        }
        ReadingChoices.Choice choice = offer.choice();
        return new Reading(mailbox.waiting(), offer.reach().since(), windows, offer.folders(),
                choice.calendar() && offer.reach().calendar(), choice.transcripts() && offer.reach().transcripts());
    }

    private static Window window(int days, Forecast.Volume volume, long perMinute) {
        return new Window(days, volume.messages(), volume.exact(),
                perMinute == Forecast.NO_LIMIT ? null : volume.messages() * 60 / perMinute);
    }

    /**
     * What is to be read; what is absent stays as it is.
     *
     * @param days 30, 90, 365, or 0 for everything; a window is never made narrower
     * @param leftOut ids of folders or labels not to be read, with what lies in them
     * @param read ids of folders to be read although they lie in one that is left out, or are left out by default
     */
    record Wish(@Nullable Integer days, @Nullable Set<String> leftOut, @Nullable Set<String> read,
            @Nullable Boolean calendar, @Nullable Boolean transcripts) {}

    @Operation(summary = "Chooses what is read; a mailbox that waited for it begins to be read")
    @PutMapping
    void choose(@PathVariable long id, @RequestBody Wish wish) {
        if (wish.days() != null && !ReadingDesk.WINDOWS.contains(wish.days())) {
            throw new BadRequest("days must be one of " + ReadingDesk.WINDOWS);
        }
        Optional<FolderChoice> folders = wish.leftOut() == null && wish.read() == null
                ? Optional.empty()
                : Optional.of(new FolderChoice(wish.leftOut() == null ? Set.of() : wish.leftOut(),
                        wish.read() == null ? Set.of() : wish.read()));
        desk.take(state(id), new ReadingDesk.Wish(folders, Optional.ofNullable(wish.calendar()),
                Optional.ofNullable(wish.transcripts()), Optional.ofNullable(wish.days())));
    }

    private MailboxState state(long id) {
        return mailboxes.find(new MailboxId(id)).orElseThrow(() -> new NotFound("There is no mailbox " + id + "."));
    }
}
