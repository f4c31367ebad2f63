// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.sync;

import io.lamplighter.ingest.OwnAddresses;
import io.lamplighter.ingest.SourceId;
import io.lamplighter.ingest.mailbox.Change;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Messages per second and core, octets to interaction with everything included, beside the bare token parse of Apache
 * mime4j, which decodes and understands nothing. Run its {@code main}; the build does not.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 8, time = 4)
@Measurement(iterations = 8, time = 3)
@Fork(1)
public class ReadBenchmark {
    private static final int MESSAGES = 1_000;

    private final List<byte[]> mail = BusinessMail.generate(MESSAGES, 7);
    private final InteractionReader reader = new InteractionReader(
            new OwnAddresses(Set.of("seller.example"), Set.of()));

    public static void main(String[] args) throws RunnerException {
        new Runner(new OptionsBuilder().include(ReadBenchmark.class.getSimpleName()).build()).run();
    }

    @Benchmark
    @OperationsPerInvocation(MESSAGES)
    public int readsInteractions() {
        int captured = 0;
        for (byte[] mime : mail) {
            Reading reading = reader
                    .read(new Change.Appeared(new SourceId("INBOX/1/1"), Instant.EPOCH, Change.Place.RECEIVED, mime));
            captured += reading instanceof Reading.Captured ? 1 : 0;
        }
        return captured;
    }

    @Benchmark
    @OperationsPerInvocation(MESSAGES)
    public int parsesTokensWithMime4j() throws IOException, MimeException {
        int tokens = 0;
        for (byte[] mime : mail) {
            MimeTokenStream stream = new MimeTokenStream(MimeConfig.PERMISSIVE);
            stream.parse(new ByteArrayInputStream(mime));
            for (EntityState state = stream.getState(); state != EntityState.T_END_OF_STREAM; state = stream.next()) {
                tokens++;
            }
        }
        return tokens;
    }
}
