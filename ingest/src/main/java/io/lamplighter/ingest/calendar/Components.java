// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.calendar;

import io.lamplighter.ingest.mime.Warnings;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.fortuna.ical4j.data.CalendarParserImpl;
import net.fortuna.ical4j.data.ContentHandler;
import net.fortuna.ical4j.data.ParserException;

/** Listens to ical4j's parser and keeps what it hears as plain components. */
final class Components implements ContentHandler {
    private final Deque<Component> open = new ArrayDeque<>();
    private final List<Component> calendars = new ArrayList<>();
    private Map<String, String> parameters = new HashMap<>();
    private String name = "";

    private Components() {}

    /** One calendar's text, well formed; where ical4j stops all the same, the components before. */
    static List<Component> parse(String calendar, Warnings warnings) {
        Components components = new Components();
        try {
            // Told to be lenient here, it asks no settings of its own; nothing else of ical4j is loaded.
            new CalendarParserImpl(true).parse(new StringReader(calendar), components);
        } catch (ParserException | IOException e) {
            warnings.add("a calendar is not readable to its end");
            if (!components.open.isEmpty()) {
                components.calendars.add(components.open.getLast());
            }
        }
        return components.calendars;
    }

    @Override
    public void startCalendar() {
        startComponent("VCALENDAR");
    }

    @Override
    public void endCalendar() {
        calendars.add(open.pop());
    }

    @Override
    public void startComponent(String component) {
        open.push(new Component(component, new ArrayList<>(), new ArrayList<>()));
    }

    @Override
    public void endComponent(String component) {
        Component closed = open.pop();
        open.getFirst().components().add(closed);
    }

    @Override
    public void startProperty(String property) {
        name = property;
        parameters = new HashMap<>(4);
    }

    @Override
    public void propertyValue(String value) {
        open.getFirst().properties().add(new Property(name, parameters, value));
    }

    @Override
    public void endProperty(String property) {
        // Its value was all.
    }

    /** Of a parameter given twice the first counts. */
    @Override
    public void parameter(String parameter, String value) {
        boolean quoted = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
        parameters.putIfAbsent(parameter, quoted ? value.substring(1, value.length() - 1) : value);
    }
}
