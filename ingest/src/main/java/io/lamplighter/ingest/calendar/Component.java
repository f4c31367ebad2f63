// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.calendar;

import java.util.List;
import java.util.Optional;

/** A component with what is in it. */
record Component(String name, List<Property> properties, List<Component> components) {

    Optional<Property> property(String wanted) {
        return properties.stream().filter(p -> p.name().equals(wanted)).findFirst();
    }

    List<Property> all(String wanted) {
        return properties.stream().filter(p -> p.name().equals(wanted)).toList();
    }

    /** The first property's value, stripped; empty where there is none. */
    String value(String wanted) {
        return property(wanted).map(p -> p.value().strip()).orElse("");
    }

    String text(String wanted) {
        return property(wanted).map(Property::text).orElse("");
    }

    List<Component> named(String wanted) {
        return components.stream().filter(c -> c.name().equals(wanted)).toList();
    }
}
