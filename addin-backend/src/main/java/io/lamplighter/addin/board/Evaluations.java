// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.board;

import io.lamplighter.crm.learning.Accuracy;
import io.lamplighter.crm.learning.CrossValidation;
import io.lamplighter.crm.learning.LearningLedger;
import io.lamplighter.crm.scoring.Lessons;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what is known about whether learning helps. Finding out takes seconds once there are hundreds of ratings, so pages do not
 * wait for it: one thread finds out for all of them, once for each change.
 */
public final class Evaluations implements AutoCloseable {

    private final LearningLedger ledger;
    private final ExecutorService one = Executors
            .newSingleThreadExecutor(Thread.ofPlatform().daemon().name("evaluation").factory());
    private @Nullable Run last;

    public Evaluations(LearningLedger ledger) {
        this.ledger = ledger;
    }

    private record Run(long generation, CompletableFuture<Accuracy> accuracy) {}

    /** Empty while it is being found out. */
    Optional<Accuracy> known() {
        CompletableFuture<Accuracy> run = run();
        return run.isDone() && !run.isCompletedExceptionally() ? Optional.of(run.join()) : Optional.empty();
    }

    /** Waits until it is known. */
    public Accuracy now() {
        try {
            return run().join();
        } catch (CompletionException failed) {
            throw new IllegalStateException("the ratings could not be compared", failed);
        }
    }

    private synchronized CompletableFuture<Accuracy> run() {
        Lessons lessons = ledger.lessons();
        Run run = last;
        if (run == null || run.generation() != lessons.generation() || run.accuracy().isCompletedExceptionally()) {
            run = new Run(lessons.generation(),
                    CompletableFuture.supplyAsync(() -> CrossValidation.of(lessons), one));
            last = run;
        }
        return run.accuracy();
    }

    @Override
    public void close() {
        one.shutdownNow();
    }
}
