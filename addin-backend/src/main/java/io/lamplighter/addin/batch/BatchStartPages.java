// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.batch;

import io.lamplighter.addin.board.NotFound;
import io.lamplighter.addin.board.Shell;
import io.lamplighter.addin.board.Words;
import io.lamplighter.addin.connect.ReadingDesk;
import io.lamplighter.addin.connect.ReadingWords;
import io.lamplighter.ingest.mailbox.Forecast;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Says of many mailboxes how much there is, and takes the word to begin. */
@Controller
final class BatchStartPages {

    private final BatchStarts starts;
    private final Words words;
    private final Clock clock;

    BatchStartPages(BatchStarts starts, Words words, Clock clock) {
        this.starts = starts;
        this.words = words;
        this.clock = clock;
    }

    /** @param amount "about 12,400 messages"; empty where it is not known */
    public record Line(int days, String label, String amount) {}

    /** The choices of one batch. @param says of how many mailboxes it is known */
    public record Start(String batch, String says, List<Line> lines) {}

    static List<Line> unknown() {
        return ReadingDesk.WINDOWS.stream().map(days -> new Line(days, ReadingWords.label(days), "")).toList();
    }

    @GetMapping("/mailboxes/import/{id}/forecast")
    String forecast(@PathVariable String id,
            @RequestHeader(name = "HX-Request", defaultValue = "false") boolean fromPage, Model model) {
        long batch = NotFound.id(id);
        if (!fromPage) {
            return "redirect:/mailboxes/import/" + batch;
        }
        model.addAttribute("start", view(batch, starts.outlook(batch)));
        return "batch :: windows";
    }

    private Start view(long batch, BatchStarts.Outlook outlook) {
        Instant now = clock.instant();
        ReadingWords says = new ReadingWords(words, now);
        List<Line> lines = outlook.windows().stream().map(w -> new Line(w.days(), ReadingWords.label(w.days()),
                says.amount(new Forecast.Volume(now, w.messages(), w.exact())))).toList();
        return new Start(Long.toString(batch), outlook.asked() == 0
                ? "How much that is, their providers do not say now."
                : outlook.asked() == outlook.waiting()
                        ? "As their providers say."
                        : "Worked out from " + outlook.asked() + " of the " + outlook.waiting() + " mailboxes.",
                lines.isEmpty() ? unknown() : lines);
    }

    @PostMapping("/mailboxes/import/{id}/start")
    String start(@PathVariable String id, @RequestParam @Nullable Integer days, RedirectAttributes redirect) {
        long batch = NotFound.id(id);
        int begun = starts.start(batch, Optional.ofNullable(days).filter(ReadingDesk.WINDOWS::contains));
        redirect.addFlashAttribute(Shell.SAID, begun == 0
                ? "Nothing was changed: none of them waits any more."
                : words.count(begun, "mailbox begins", "mailboxes begin") + " to be read, the newest mail first.");
        return "redirect:/mailboxes/import/" + batch;
    }
}
