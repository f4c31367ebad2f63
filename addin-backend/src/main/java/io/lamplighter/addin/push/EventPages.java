// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.push;

import io.lamplighter.addin.security.CurrentUser;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import java.time.Duration;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Warnings as they are raised, as server-sent events (HTML Living Standard §9.2). */
@Controller
final class EventPages {

    /** Browsers come back by themselves; who may see what is asked anew each time. */
    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final Duration COME_BACK = Duration.ofSeconds(3);

    private final LiveStreams streams;
    private final CurrentUser currentUser;

    EventPages(LiveStreams streams, CurrentUser currentUser) {
        this.streams = streams;
        this.currentUser = currentUser;
    }

    /**
     * @param last what the browser says when it comes back by itself
     * @param after what a page says that was made then
     */
    @GetMapping(path = "/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    SseEmitter events(@RequestHeader(name = "Last-Event-ID", defaultValue = "") String last,
            @RequestParam(defaultValue = "") String after, Principal principal, HttpServletResponse response)
            throws IOException {
        // nginx would hold events back until it has a page full of them.
        response.setHeader("X-Accel-Buffering", "no");
        long from = number(last.isBlank() ? after : last);
        SseEmitter emitter = new SseEmitter(LONGEST.toMillis());
        emitter.send(SseEmitter.event().reconnectTime(COME_BACK.toMillis()).id(Long.toString(from)));
        Listener listener = streams.open(currentUser.viewer(principal), new EmitterLine(emitter), from);
        emitter.onCompletion(() -> streams.close(listener));
        emitter.onTimeout(() -> streams.close(listener));
        emitter.onError(failed -> streams.close(listener));
        return emitter;
    }

    private long number(String text) {
        try {
            return Math.max(0, Long.parseLong(text));
        } catch (NumberFormatException notOurs) {
            return streams.latest();
        }
    }

    private record EmitterLine(SseEmitter emitter) implements Line {

        @Override
        public void send(long id, String name, String data) throws IOException {
            emitter.send(SseEmitter.event().id(Long.toString(id)).name(name).data(data));
        }

        @Override
        public void beat() throws IOException {
            emitter.send(SseEmitter.event().comment("still there"));
        }

        @Override
        public void end() {
            emitter.complete();
        }
    }
}
