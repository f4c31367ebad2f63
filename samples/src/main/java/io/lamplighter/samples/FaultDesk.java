// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.samples;

import io.lamplighter.samples.world.Delivery;
import io.lamplighter.samples.world.SampleMailbox;
import io.lamplighter.samples.world.World;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Makes the providers of the sample world fail and recover, one fault each at a time, and lets mail arrive meanwhile. */
final class FaultDesk {

    private static final Map<SampleMailbox.Provider, String> NAMES = Map.of(SampleMailbox.Provider.MICROSOFT,
            "Microsoft 365", SampleMailbox.Provider.GOOGLE, "Google", SampleMailbox.Provider.IMAP, "IMAP");

    private final SamplePost post;
    private final Clock clock;
    private final Map<SampleMailbox.Provider, Switched> switched = new EnumMap<>(SampleMailbox.Provider.class);
    private final Map<SampleMailbox.Provider, Integer> sent = new EnumMap<>(SampleMailbox.Provider.class);

    private record Switched(SampleFault fault, Instant at) {}

    FaultDesk(SamplePost post, Clock clock) {
        this.post = post;
        this.clock = clock;
    }

    synchronized FaultsView view() {
        return new FaultsView(post.providers().stream().map(this::tenant).toList(),
                Arrays.stream(SampleFault.values()).map(this::row).toList());
    }

    private FaultsView.Tenant tenant(SampleProvider provider) {
        return new FaultsView.Tenant(id(provider), name(provider),
                now(provider).map(this::state).orElse("It behaves as it should."),
                now(provider).filter(now -> !now.fault().happensOnce()).isPresent(),
                "%,d".formatted(provider.requests()), "%,d".formatted(provider.faults()),
                unsent(provider).size() - sent.getOrDefault(provider.kind(), 0));
    }

    private FaultsView.Row row(SampleFault fault) {
        return new FaultsView.Row(fault.id(), fault.title(), fault.does(), fault.watch(), fault.happensOnce(),
                post.providers().stream().filter(provider -> provider.knows().contains(fault))
                        .map(provider -> new FaultsView.Switch(id(provider), name(provider),
                                !fault.happensOnce() && now(provider).filter(now -> now.fault() == fault).isPresent()))
                        .toList());
    }

    private Optional<Switched> now(SampleProvider provider) {
        return Optional.ofNullable(switched.get(provider.kind()));
    }

    private static String name(SampleProvider provider) {
        return NAMES.getOrDefault(provider.kind(), "");
    }

    private String state(Switched now) {
        String at = DateTimeFormatter.ofPattern("HH:mm:ss").format(now.at().atZone(clock.getZone()));
        return now.fault().happensOnce()
                ? now.fault().title() + " at " + at + ". It behaves as it should again."
                : now.fault().title() + " since " + at + ".";
    }

    private static String id(SampleProvider provider) {
        return provider.kind().name().toLowerCase(Locale.ROOT);
    }

    private Optional<SampleProvider> provider(String id) {
        return post.providers().stream().filter(p -> id(p).equals(id)).findFirst();
    }

    /** Returns what was done, for people; empty where there is no such provider or fault. */
    synchronized Optional<String> switchOn(String id, String faultId) {
        Optional<SampleFault> fault = Arrays.stream(SampleFault.values()).filter(f -> f.id().equals(faultId))
                .findFirst();
        return provider(id).flatMap(provider -> fault.filter(provider.knows()::contains).map(wanted -> {
            provider.suffers(wanted);
            switched.put(provider.kind(), new Switched(wanted, clock.instant()));
            return name(provider) + ": " + wanted.title()
                    + (wanted.happensOnce() ? ", just now. " : ", from now on. ") + wanted.watch();
        }));
    }

    synchronized Optional<String> switchOff(String id) {
        return provider(id).map(provider -> {
            provider.recovers();
            switched.remove(provider.kind());
            return name(provider)
                    + " behaves as it should again. The mailboxes recover at their next attempt, by themselves.";
        });
    }

    /** Lets a buyer write to a mailbox there. */
    synchronized Optional<String> mail(String id) {
        return provider(id).map(provider -> {
            int next = sent.merge(provider.kind(), 1, Integer::sum) - 1;
            List<List<Delivery>> unsent = unsent(provider);
            if (next >= unsent.size()) {
                sent.put(provider.kind(), unsent.size());
                return "Nothing was changed: those were all the messages for " + name(provider) + ".";
            }
            post.deliver(unsent.get(next));
            return "A buyer has written to a mailbox at " + name(provider) + ".";
        });
    }

    private List<List<Delivery>> unsent(SampleProvider provider) {
        return new World(clock).unsent("live-" + id(provider) + ".mail");
    }
}
