// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.metrics;

import io.lamplighter.crm.figures.Figure;
import io.lamplighter.crm.figures.Figures;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows the figures of the whole installation, which one node measures for all: the same on every node, so that {@code max} over them
 * is right whichever of them is asked. A node that does not reach the database goes on showing what it knew, with its age.
 */
public final class FigureMeters implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FigureMeters.class);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(15);

    private static final String MEASURED_AT = "figures.measured.at.seconds";

    private final Figures figures;
    private final PushFigures pushes;
    private final MeterRegistry registry;
    private final Clock clock;
    private final Map<String, MultiGauge> gauges = new HashMap<>();
    private final ScheduledExecutorService timer = Executors
            .newSingleThreadScheduledExecutor(Thread.ofVirtual().name("figures").factory());

    public FigureMeters(Figures figures, PushFigures pushes, MeterRegistry registry, Clock clock) {
        this.figures = figures;
        this.pushes = pushes;
        this.registry = registry;
        this.clock = clock;
    }

    /** Measures for all nodes. */
    public void measure() {
        Instant now = clock.instant();
        List<Figure> all = new ArrayList<>(figures.measured(now));
        all.addAll(pushes.measured(now));
        all.add(new Figure(MEASURED_AT, "", now.getEpochSecond()));
        figures.keep(all);
    }

    public void start() {
        timer.scheduleWithFixedDelay(this::show, 0, LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    public void show() {
        try {
            figures.kept().stream().collect(Collectors.groupingBy(Figure::name)).forEach(this::show);
        } catch (RuntimeException notReached) {
            LOG.atDebug().addKeyValue("error", notReached.getClass().getName()).log("figures could not be read");
        }
    }

    private void show(String name, List<Figure> some) {
        gauges.computeIfAbsent(name, n -> MultiGauge.builder("lamplighter." + n).register(registry)).register(
                some.stream().<MultiGauge.Row<?>>map(one -> MultiGauge.Row.of(tags(one), one.value())).toList(), true);
    }

    /** {@code imap} or {@code imap/failing}. */
    private static Tags tags(Figure figure) {
        if (figure.label().isEmpty()) {
            return Tags.empty();
        }
        int slash = figure.label().indexOf('/');
        return slash < 0
                ? Tags.of("connector", figure.label())
                : Tags.of("connector", figure.label().substring(0, slash), "state",
                        figure.label().substring(slash + 1));
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
