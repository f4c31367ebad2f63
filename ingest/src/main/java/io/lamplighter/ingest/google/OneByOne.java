// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.google;

import io.lamplighter.ingest.mailbox.Requests;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Asks for many things with a few requests in flight. Google refuses more than a handful at once for one user; its batches
 * save connections, not quota, and repeat failed parts by themselves.
 */
final class OneByOne {

    static final int IN_FLIGHT = 4;

    /** So many refusals in a row mean that Google refuses everything; one is enough that asks for a pause. */
    static final int ENOUGH = 3;

    interface Question<T> {
        T ask(String id) throws Refused;
    }

    /** What became of one question. */
    sealed interface Result<T> {

        record Given<T>(T value) implements Result<T> {}

        record Failed<T>(Refused refused) implements Result<T> {}

        /** It was not asked any more, because too much before it was refused. */
        record Unasked<T>() implements Result<T> {}
    }

    private OneByOne() {}

    /**
     * @param enough after so many refusals in a row the rest is not asked for
     * @return a result for each id, in their order
     */
    static <T> List<Result<T>> each(List<String> ids, int enough, Question<T> question) {
        AtomicReferenceArray<@Nullable Result<T>> results = new AtomicReferenceArray<>(ids.size());
        AtomicReference<@Nullable RuntimeException> fatal = new AtomicReference<>();
        AtomicInteger next = new AtomicInteger();
        AtomicInteger failures = new AtomicInteger();
        int workers = Math.min(IN_FLIGHT, ids.size());
        CountDownLatch done = new CountDownLatch(workers);
        for (int w = 0; w < workers; w++) {
            Thread.ofVirtual().name("gmail-" + w).start(Requests.carrying(() -> {
                try {
                    for (int i = next.getAndIncrement(); i < ids.size(); i = next.getAndIncrement()) {
                        if (fatal.get() != null || failures.get() >= enough) {
                            return;
                        }
                        results.set(i, asked(ids.get(i), question, enough, failures));
                    }
                } catch (RuntimeException failure) {
                    fatal.compareAndSet(null, failure);
                } finally {
                    done.countDown();
                }
            }));
        }
        await(done);
        RuntimeException failure = fatal.get();
        if (failure != null) {
            throw failure;
        }
        return settled(results);
    }

    private static <T> Result<T> asked(String id, Question<T> question, int enough, AtomicInteger failures) {
        try {
            Result<T> given = new Result.Given<>(question.ask(id));
            failures.updateAndGet(inARow -> inARow >= enough ? inARow : 0);
            return given;
        } catch (Refused refused) {
            failures.updateAndGet(inARow -> refused.isPause() ? enough : inARow + 1);
            return new Result.Failed<>(refused);
        }
    }

    private static <T> List<Result<T>> settled(AtomicReferenceArray<@Nullable Result<T>> results) {
        List<Result<T>> settled = new ArrayList<>();
        for (int i = 0; i < results.length(); i++) {
            settled.add(Objects.requireNonNullElse(results.get(i), new Result.Unasked<>()));
        }
        return settled;
    }

    private static void await(CountDownLatch done) {
        boolean interrupted = false;
        while (true) {
            try {
                done.await();
                break;
            } catch (InterruptedException again) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
