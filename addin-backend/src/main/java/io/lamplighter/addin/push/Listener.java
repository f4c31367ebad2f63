// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.push;

import io.lamplighter.addin.security.Viewer;
import io.lamplighter.crm.notify.Notice;
import io.lamplighter.crm.sql.Json;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** One browser that listens, and how far it has been told. */
final class Listener {

    static final String EVENT = "warning";
    private static final Duration BEAT = Duration.ofSeconds(15);

    private final Viewer viewer;
    private final Line line;
    private final AtomicBoolean busy = new AtomicBoolean();
    private volatile long told;
    private volatile Instant lastSent;
    private volatile boolean gone;

    Listener(Viewer viewer, Line line, long told, Instant now) {
        this.viewer = viewer;
        this.line = line;
        this.told = told;
        this.lastSent = now;
    }

    /** What a browser is told. Whatever is written in mail is not in it: the browser asks for that, as itself. */
    record Told(String what, String about, long warning, long activity, long deal, String name, double score) {}

    long told() {
        return told;
    }

    boolean isGone() {
        return gone;
    }

    long user() {
        return viewer.id().value();
    }

    /** Takes the listener for a thread of its own; false while a slow browser keeps another one waiting. */
    boolean take() {
        return !gone && busy.compareAndSet(false, true);
    }

    /** @param news in order; what the viewer may not see is passed over */
    void tell(List<Notice> news, Instant now) {
        try {
            for (Notice notice : news) {
                if (notice.id() > told) {
                    if (maySee(notice)) {
                        line.send(notice.id(), EVENT,
                                Json.write(new Told(notice.what().name(), notice.about().name(), notice.warning(),
                                        notice.activity().value(), notice.deal().value(), notice.dealName(),
                                        notice.score())));
                        lastSent = now;
                    }
                    told = notice.id();
                }
            }
            if (now.isAfter(lastSent.plus(BEAT))) {
                line.beat();
                lastSent = now;
            }
        } catch (IOException | IllegalStateException closed) {
            end();
        } finally {
            busy.set(false);
        }
    }

    private boolean maySee(Notice notice) {
        return viewer.owner().isEmpty() || viewer.owner().get().equals(notice.owner());
    }

    void end() {
        gone = true;
        line.end();
    }
}
