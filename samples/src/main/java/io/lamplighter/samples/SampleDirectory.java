// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.samples;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A folder for the data of one sample world: emptied when the world starts, and not shared by two that run at once.
 *
 * @param lock held for as long as the world runs
 */
record SampleDirectory(Path path, FileChannel lock) implements AutoCloseable {

    private static final int MOST_AT_ONCE = 20;

    /** Beside the compiled classes, or in the temporary folder where there is no such place. */
    static SampleDirectory empty() throws IOException {
        Path parent = target().orElse(Path.of(System.getProperty("java.io.tmpdir")));
        for (int i = 1; i <= MOST_AT_ONCE; i++) {
            Path path = parent.resolve(i == 1 ? "world" : "world-" + i);
            Files.createDirectories(path);
            FileChannel channel = FileChannel.open(path.resolve("in-use"), StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE);
            if (isFree(channel)) {
                clear(path.resolve("data"));
                return new SampleDirectory(path.resolve("data"), channel);
            }
            channel.close();
        }
        throw new IOException(MOST_AT_ONCE + " sample worlds are running in " + parent + " already; stop one");
    }

    private static boolean isFree(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException inThisProcess) {
            return false;
        }
    }

    private static Optional<Path> target() {
        try {
            Path classes = Path.of(SampleDirectory.class.getProtectionDomain().getCodeSource().getLocation().toURI());
            return Optional.ofNullable(classes.getParent()).filter(p -> p.endsWith("target") && Files.isWritable(p));
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The programs of PostgreSQL stay: unpacking them takes longer than all the rest. */
    private static void clear(Path data) throws IOException {
        stopServerLeftBehind(data.resolve("postgres").resolve("postmaster.pid"));
        if (!Files.exists(data)) {
            return;
        }
        Path programs = data.resolve("postgres-bin");
        try (Stream<Path> all = Files.walk(data)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                if (!path.equals(data) && !path.startsWith(programs)) {
                    Files.delete(path);
                }
            }
        }
    }

    /** A world that was killed could not stop its database. */
    private static void stopServerLeftBehind(Path pidFile) throws IOException {
        if (!Files.exists(pidFile)) {
            return;
        }
        List<String> lines = Files.readAllLines(pidFile);
        Optional<ProcessHandle> server = lines.stream().limit(1).map(String::strip).map(Long::parseLong)
                .flatMap(pid -> ProcessHandle.of(pid).stream())
                .filter(p -> p.info().command().filter(c -> c.contains("postgres")).isPresent()).findFirst();
        server.ifPresent(p -> {
            p.destroy();
            p.onExit().completeOnTimeout(p, 10, TimeUnit.SECONDS).join();
        });
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
