// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.push;

import io.lamplighter.addin.security.Viewer;
import io.lamplighter.crm.UserId;
import io.lamplighter.crm.notify.DealChanges;
import io.lamplighter.crm.notify.Notice;
import io.lamplighter.crm.sql.Json;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/** One browser that listens, and how far it has been told. */
final class Listener {

    static final String EVENT = "warning";
    static final String ACTIVITY = "activity";
    private static final Duration BEAT = Duration.ofSeconds(15);
    /** While years of history are read every deal changes every second; a page does not need to. */
    private static final Duration BETWEEN_ACTIVITIES = Duration.ofSeconds(2);
    /** A page that shows so many is asked for whole. */
    private static final int NAMED = 200;

    private final Viewer viewer;
    private final Line line;
    private final AtomicBoolean busy = new AtomicBoolean();
    private volatile long told;
    private volatile Instant lastSent;
    private volatile boolean gone;
    private final Set<Long> changed = ConcurrentHashMap.newKeySet();
    private volatile Instant changesToldAt = Instant.MIN;

    Listener(Viewer viewer, Line line, long told, Instant now) {
        this.viewer = viewer;
        this.line = line;
        this.told = told;
        this.lastSent = now;
    }

    /** What a browser is told. Whatever is written in mail is not in it: the browser asks for that, as itself. */
    record Told(String what, String about, long warning, long activity, long deal, String name, double score) {}

    /** @param deals of which the timelines have changed; empty where they are too many to be named */
    record Changed(List<Long> deals) {}

    long told() {
        return told;
    }

    /** What the viewer may see of it is told with the next {@link #tell}, or soon after. */
    void hear(List<DealChanges.Change> changes) {
        changes.stream().filter(change -> maySee(change.owner())).map(change -> change.deal().value())
                .forEach(changed::add);
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
                    if (maySee(notice.owner())) {
                        line.send(notice.id(), EVENT,
                                Json.write(new Told(notice.what().name(), notice.about().name(), notice.warning(),
                                        notice.activity().value(), notice.deal().value(), notice.dealName(),
                                        notice.score())));
                        lastSent = now;
                    }
                    told = notice.id();
                }
            }
            if (!changed.isEmpty() && !now.isBefore(changesToldAt.plus(BETWEEN_ACTIVITIES))) {
                tellChanges(now);
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

    /** With the place that was reached: these move it no further. */
    private void tellChanges(Instant now) throws IOException {
        List<Long> deals = List.copyOf(changed);
        deals.forEach(changed::remove);
        line.send(told, ACTIVITY,
                Json.write(new Changed(deals.size() > NAMED ? List.of() : deals.stream().sorted().toList())));
        changesToldAt = now;
        lastSent = now;
    }

    private boolean maySee(UserId owner) {
        return viewer.owner().isEmpty() || viewer.owner().get().equals(owner);
    }

    void end() {
        gone = true;
        line.end();
    }
}
