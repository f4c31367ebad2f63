// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.samples.nodes;

import io.lamplighter.addin.AddinApplication;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/** A server in a process of its own, which can be killed, stopped, and cut off from its database. */
final class Node implements AutoCloseable {

    static final String PASSWORD = "three-nodes";

    private final String name;
    private final Process process;
    private final Path log;
    private final int port;
    private final Relay database;
    private final HttpClient http = HttpClient.newHttpClient();

    private Node(String name, Process process, Path log, int port, Relay database) {
        this.name = name;
        this.process = process;
        this.log = log;
        this.port = port;
        this.database = database;
    }

    /** What a test does not need to wait for: the compiler that takes its time, and a large heap. */
    private static final List<String> SMALL = List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    /** Begins to start; whether it is up says {@link #isUp}. */
    static Node start(String name, int database, Path directory, List<String> settings) {
        return start(name, database, directory, List.of(), SMALL, settings);
    }

    /** The same of another program, which says what is different in it. */
    static Node start(Class<?> program, String name, int database, Path directory, List<String> settings) {
        return launched(name, database, directory, command(SMALL, program), settings);
    }

    /**
     * The same, as somebody would start a server.
     *
     * @param before what to put before the command, such as {@code taskset -c 0}
     */
    static Node start(String name, int database, Path directory, List<String> before, List<String> options,
            List<String> settings) {
        List<String> command = new ArrayList<>(before);
        command.addAll(command(options, AddinApplication.class));
        return launched(name, database, directory, command, settings);
    }

    private static List<String> command(List<String> options, Class<?> program) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-Xshare:auto", "--enable-native-access=ALL-UNNAMED", "-cp", classPath(),
                program.getName()));
        return command;
    }

    private static Node launched(String name, int database, Path directory, List<String> begin,
            List<String> settings) {
        try {
            Path log = Files.createTempFile(directory, name, ".log");
            int port = freePort();
            Relay relay = new Relay(database);
            List<String> command = new ArrayList<>(begin);
            command.addAll(List.of("--server.port=" + port,
                    "--spring.datasource.url=jdbc:postgresql://127.0.0.1:" + relay.port() + "/postgres",
                    "--spring.datasource.username=postgres", "--spring.datasource.password=postgres",
                    "--lamplighter.data-dir=" + directory,
                    "--db-scheduler.scheduler-name=" + name, "--lamplighter.admin-password=" + PASSWORD,
                    "--lamplighter.network.private-hosts=127.0.0.1"));
            command.addAll(settings);
            Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile())
                    .start();
            return new Node(name, process, log, port, relay);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** What this test runs with: a runner may have put it into a class loader of its own. */
    private static String classPath() {
        if (Node.class.getClassLoader() instanceof URLClassLoader own) {
            return Arrays.stream(own.getURLs()).map(URL::getPath).collect(Collectors.joining(File.pathSeparator));
        }
        return System.getProperty("java.class.path");
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    String name() {
        return name;
    }

    URI at(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    boolean isUp() {
        if (!process.isAlive()) {
            throw new IllegalStateException(name + " ended:\n" + said());
        }
        try {
            return http.send(HttpRequest.newBuilder(at("/actuator/health"))
                    .timeout(Duration.ofSeconds(5)).build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    int post(String path, String type, String body) {
        return status(request(path).header("Content-Type", type).POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    int get(String path) {
        return status(request(path).GET());
    }

    private HttpRequest.Builder request(String path) {
        String admin = Base64.getEncoder().encodeToString(("admin:" + PASSWORD).getBytes(StandardCharsets.UTF_8));
        return HttpRequest.newBuilder(at(path)).header("Authorization", "Basic " + admin);
    }

    private int status(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    /** All it has written so far. */
    String said() {
        try {
            return Files.readString(log);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** As the kernel does when memory is short: no word, no clean-up. */
    void kill() {
        signal("KILL");
        process.onExit().join();
    }

    /** It does nothing any more and does not know it, as in a pause of its virtual machine. */
    void stop() {
        signal("STOP");
    }

    void goOn() {
        signal("CONT");
    }

    long pid() {
        return process.pid();
    }

    /** The processor time it has used. */
    Duration worked() {
        return process.info().totalCpuDuration().orElseThrow();
    }

    Relay database() {
        return database;
    }

    private void signal(String signal) {
        try {
            new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start().waitFor();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        database.close();
    }
}
