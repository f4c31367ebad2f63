// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.samples;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lamplighter.addin.AddinApplication;
import io.lamplighter.samples.world.Delivery;
import io.lamplighter.samples.world.World;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/**
 * Lamplighter with an invented company in it: five reps with a mailbox each, by IMAP, at Microsoft 365 and at Google, thirty-four
 * deals, twelve weeks of mail. Everything is gone when it stops.
 *
 * <p>Takes the settings of the application, {@code --server.port=8081} above all, and {@code --sample.imap-port=3143} for those
 * who want to look into the mailboxes with a mail program.
 */
public final class SampleWorld implements AutoCloseable {

    private final Clock clock;
    private final SamplePost post;
    private final ConfigurableApplicationContext application;
    private int sent;

    private SampleWorld(Clock clock, SamplePost post, ConfigurableApplicationContext application) {
        this.clock = clock;
        this.post = post;
        this.application = application;
    }

    public static void main(String[] arguments) throws IOException {
        try {
            SampleWorld world = start(Clock.system(ZoneId.systemDefault()), arguments);
            System.out.println(world.welcome());
            world.listen();
        } catch (SampleSettings.PortTaken taken) {
            System.err.println(taken.getMessage());
            System.exit(1);
        }
    }

    /**
     * Starts the world; mail is read after this returns.
     *
     * @throws SampleSettings.PortTaken saying how to choose another
     */
    static SampleWorld start(Clock clock, String... arguments) throws IOException {
        SampleSettings settings = new SampleSettings(arguments);
        World world = new World(clock);
        SampleDirectory directory = SampleDirectory.empty();
        SamplePost post = new SamplePost(clock, settings.imapPort(), world);
        SpringApplication application = new SpringApplication(AddinApplication.class);
        CompletableFuture<Void> filled = new CompletableFuture<>();
        application.addInitializers((GenericApplicationContext context) -> {
            // What is registered first is closed last: the application stops reading before its mailboxes disappear.
            context.registerBean(SampleDirectory.class, () -> directory);
            context.registerBean(SamplePost.class, () -> post);
            context.registerBean(FaultDesk.class, () -> new FaultDesk(post, clock));
            context.registerBean(FaultPages.class);
            context.registerBean(FaultLink.class);
            filled.completeAsync(() -> {
                post.fill(world);
                return null;
            });
        });
        application.addListeners((ApplicationStartedEvent started) -> {
            filled.join();
            new SampleSeed(started.getApplicationContext()).plant(world, post, settings.address());
            new SampleRatings(started.getApplicationContext(), clock).whenAllIsRead(world);
        });
        return new SampleWorld(clock, post,
                application.run(settings.forApplication(directory.path(), clock.getZone(), post)));
    }

    ConfigurableApplicationContext application() {
        return application;
    }

    String address() {
        return "http://localhost:" + application.getEnvironment().getProperty("local.server.port") + "/";
    }

    private String welcome() {
        return """

                Lamplighter is running, with a sample company and twelve weeks of its mail in it:

                    %s

                Sign in with the password `lamplight` as
                    marta                  the manager: the whole board
                    anna, jonas or priya   a rep: their own deals
                    tomas, hana            reps with a mailbox at Microsoft 365 and at Google
                    idris                  the admin: mailboxes and what became of each message

                Type `mail` and Enter to let a buyer write. Ctrl-C stops it; the next start begins anew.
                """.formatted(address());
    }

    /** Lets things happen when somebody types; without a keyboard there is nothing to listen to. */
    private void listen() {
        try {
            BufferedReader keyboard = new BufferedReader(new InputStreamReader(System.in, UTF_8));
            for (String line = keyboard.readLine(); line != null; line = keyboard.readLine()) {
                if (line.strip().equals("mail")) {
                    System.out.println(letBuyerWrite());
                } else if (!line.isBlank()) {
                    System.out.println("Only `mail` is understood here; Ctrl-C stops.");
                }
            }
        } catch (IOException closed) {
            // Nobody can type any more; the application goes on.
        }
    }

    /** Delivers the next message that was held back; returns what happened, for people. */
    String letBuyerWrite() {
        List<List<Delivery>> unsent = new World(clock).unsent();
        if (sent == unsent.size()) {
            return "That was all: " + sent + " messages.";
        }
        List<Delivery> copies = unsent.get(sent++);
        post.deliver(copies);
        return "A message arrived for " + String.join(", ", copies.stream().map(Delivery::mailbox).toList())
                + ". The board shows it within seconds.";
    }

    @Override
    public void close() {
        application.close();
    }
}
