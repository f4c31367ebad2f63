// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionTemplate;

/** Transactions that can be held up where a test wants something else to happen. */
public final class HeldUp extends TransactionTemplate {

    private static final long serialVersionUID = 1L;
    private static final Runnable NOTHING = () -> {};

    private final transient JdbcClient jdbc;
    private final transient AtomicReference<Runnable> before = new AtomicReference<>(NOTHING);
    private final transient AtomicReference<Runnable> atEnd = new AtomicReference<>(NOTHING);

    public HeldUp(TestDatabase database) {
        super(Objects.requireNonNull(database.transaction().getTransactionManager()));
        this.jdbc = database.jdbc();
    }

    /** Happens before the next transaction begins. */
    public void beforeNext(Runnable other) {
        before.set(other);
    }

    /** Happens when all of the next transaction is done and nothing is committed yet. */
    public void atEndOfNext(Runnable other) {
        atEnd.set(other);
    }

    @Override
    public <T extends @Nullable Object> T execute(TransactionCallback<T> action) {
        before.getAndSet(NOTHING).run();
        return super.execute(status -> {
            T result = action.doInTransaction(status);
            atEnd.getAndSet(NOTHING).run();
            return result;
        });
    }

    /** Begins something beside; comes back when it is done, or waits for a lock that somebody holds. */
    public <T> CompletableFuture<T> beside(Supplier<T> work) {
        CompletableFuture<T> running = CompletableFuture.supplyAsync(work, task -> Thread.ofVirtual().start(task));
        while (!running.isDone() && !isAnyWaiting()) {
            Thread.onSpinWait();
        }
        return running;
    }

    /** The same. */
    public CompletableFuture<Void> beside(Runnable work) {
        return beside(() -> {
            work.run();
            return null;
        });
    }

    private boolean isAnyWaiting() {
        return jdbc.sql("select exists (select from pg_locks where not granted)").query(Boolean.class).single();
    }
}
