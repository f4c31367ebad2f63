// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.wiring;

import com.github.kagkarlsson.scheduler.boot.config.DbSchedulerCustomizer;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The threads of this node's schedule: virtual ones, which can be interrupted while they wait for a provider (JEP 444). */
final class ScheduleThreads implements DbSchedulerCustomizer {

    private final ThreadPoolExecutor threads;

    ScheduleThreads(int atOnce) {
        threads = new ThreadPoolExecutor(atOnce, atOnce, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(),
                Thread.ofVirtual().name("schedule-", 0).factory());
    }

    @Override
    public Optional<ExecutorService> executorService() {
        return Optional.of(threads);
    }

    /** Whether nothing can begin before something ends. */
    boolean areTaken() {
        return threads.getActiveCount() >= threads.getMaximumPoolSize();
    }
}
