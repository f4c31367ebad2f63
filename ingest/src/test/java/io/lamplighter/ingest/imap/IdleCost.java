// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.imap;

import com.sun.management.OperatingSystemMXBean;
import io.lamplighter.ingest.MailboxId;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What it costs to watch mailboxes: arguments are host, port, user with {@code %d} in it, password, how many, and how many of
 * these users there are. Prints the processor time of this process over a minute in which nothing happens.
 */
final class IdleCost {

    private IdleCost() {}

    public static void main(String[] arguments) throws InterruptedException {
        int users = Integer.parseInt(arguments[5]);
        ImapConnector connector = new ImapConnector(id -> new ImapAccount(arguments[0], Integer.parseInt(arguments[1]),
                ImapAccount.Security.PLAIN, arguments[2].formatted(1 + id.value() % users), arguments[3], List.of(),
                false), Clock.systemUTC());
        OperatingSystemMXBean process = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        List<ImapIdle> watches = new ArrayList<>();
        long start = process.getProcessCpuTime();
        for (int i = 1; i <= Integer.parseInt(arguments[4]); i++) {
            watches.add(ImapIdle.watch(connector, new MailboxId(i), () -> {}, ImapIdle.Pace.USUAL,
                    () -> TimeUnit.NANOSECONDS.toMillis(System.nanoTime())));
        }
        while (watches.stream().anyMatch(watch -> watch.state() != ImapIdle.State.WATCHING)) {
            Thread.sleep(Duration.ofMillis(200));
        }
        print("connected", watches.size(), process.getProcessCpuTime() - start);
        Thread.sleep(Duration.ofSeconds(15));
        System.gc();
        long before = process.getProcessCpuTime();
        Thread.sleep(Duration.ofMinutes(1));
        print("a minute", watches.size(), process.getProcessCpuTime() - before);
        Runtime memory = Runtime.getRuntime();
        System.out.println("heap " + (memory.totalMemory() - memory.freeMemory()) / 1024 + " kB, platform threads "
                + ManagementFactory.getThreadMXBean().getThreadCount());
        watches.forEach(ImapIdle::close);
    }

    private static void print(String what, int watches, long nanos) {
        System.out.println(what + ", " + watches + " watched: " + nanos / 1_000_000 + " ms of processor time");
    }
}
