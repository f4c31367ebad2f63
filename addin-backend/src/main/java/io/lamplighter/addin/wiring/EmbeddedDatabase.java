// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.wiring;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL of our own, for whoever has none. Its data survives a kill of this process: the server then goes on alone and
 * the next start takes it over.
 */
final class EmbeddedDatabase implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedDatabase.class);

    private final FileChannel lockFile;
    private final @Nullable EmbeddedPostgres server;
    private final int port;

    private EmbeddedDatabase(FileChannel lockFile, @Nullable EmbeddedPostgres server, int port) {
        this.lockFile = lockFile;
        this.server = server;
        this.port = port;
    }

    /** @throws IllegalStateException saying what to do, if another process uses the directory or the server does not start */
    static EmbeddedDatabase in(Path directory) {
        try {
            Files.createDirectories(directory);
            FileChannel lockFile = lock(directory);
            Path data = directory.resolve("postgres").toAbsolutePath();
            restrict(data);
            Integer running = runningPort(data);
            if (running != null) {
                LOG.atInfo().addKeyValue("port", running)
                        .log("taking over the database that a killed process left running");
                return new EmbeddedDatabase(lockFile, null, running);
            }
            int port = freePort();
            EmbeddedPostgres server = EmbeddedPostgres.builder().setDataDirectory(data).setCleanDataDirectory(false)
                    .setOverrideWorkingDirectory(directory.resolve("postgres-bin").toAbsolutePath().toFile())
                    .setPort(port).setRegisterShutdownHook(false)
                    .setPGStartupWait(Duration.ofSeconds(60))
                    .setServerConfig("fsync", "on").setServerConfig("synchronous_commit", "on")
                    .setServerConfig("listen_addresses", "127.0.0.1").setServerConfig("shared_buffers", "256MB")
                    .setServerConfig("max_wal_size", "2GB").setServerConfig("checkpoint_timeout", "15min")
                    .setServerConfig("max_connections", "100").start();
            return new EmbeddedDatabase(lockFile, server, port);
        } catch (IOException failed) {
            throw new UncheckedIOException("The embedded database in " + directory.toAbsolutePath()
                    + " does not start. Look at its log there, or set spring.datasource.url to use a PostgreSQL server.",
                    failed);
        }
    }

    private static FileChannel lock(Path directory) throws IOException {
        FileChannel channel = FileChannel.open(directory.resolve("lock"), StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return channel;
            }
        } catch (OverlappingFileLockException inThisProcess) {
            LOG.debug("the data directory is in use by this very process", inThisProcess);
        }
        channel.close();
        throw new IllegalStateException("Another Lamplighter is using " + directory.toAbsolutePath()
                + ". Stop it, or give this one its own lamplighter.data-dir; to run several nodes on the same data set"
                + " spring.datasource.url to a PostgreSQL server.");
    }

    /** PostgreSQL refuses a data directory that others may read, after a long wait and without saying so. */
    private static void restrict(Path data) throws IOException {
        Files.createDirectories(data);
        if (Files.getFileStore(data).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwx------"));
        }
    }

    /** The port of a server that runs on this data already, from its pid file: pid, data directory, start time, port. */
    private static @Nullable Integer runningPort(Path data) throws IOException {
        Path pidFile = data.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return null;
        }
        List<String> lines = Files.readAllLines(pidFile);
        if (lines.size() < 4) {
            return null;
        }
        boolean alive = ProcessHandle.of(Long.parseLong(lines.getFirst().strip())).map(ProcessHandle::info)
                .flatMap(ProcessHandle.Info::command).filter(c -> c.contains("postgres")).isPresent();
        if (!alive) {
            Files.delete(pidFile);
            return null;
        }
        return Integer.valueOf(lines.get(3).strip());
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
    }

    @Override
    public void close() throws IOException {
        if (server != null) {
            server.close();
        }
        lockFile.close();
    }
}
