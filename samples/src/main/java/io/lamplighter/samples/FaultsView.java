// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.samples;

import java.util.List;

/** The page on which providers of the sample world are made to fail. */
record FaultsView(List<Tenant> tenants) {

    /**
     * @param id in addresses
     * @param state "Behaves as it should."
     * @param on whether something is switched on that can be switched off
     * @param mail how many messages can still be made to arrive
     */
    record Tenant(String id, String name, String state, boolean on, Counts counts, int mail, List<Row> faults) {}

    record Counts(String requests, String faults) {}

    record Row(String id, String title, String does, String watch, boolean once, boolean on) {}
}
