// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.samples;

import java.util.List;

/** The page on which providers of the sample world are made to fail. */
record FaultsView(List<Tenant> tenants, List<Row> faults) {

    /**
     * @param id in addresses
     * @param state "It behaves as it should."
     * @param on whether something is switched on that can be switched off
     * @param requests how many it was asked
     * @param wrong how many of them it answered as it should not
     * @param mail how many messages can still be made to arrive
     */
    record Tenant(String id, String name, String state, boolean on, String requests, String wrong, int mail) {}

    record Row(String id, String title, String does, String watch, boolean once, List<Switch> switches) {}

    /** One fault at one provider. */
    record Switch(String tenant, String name, boolean on) {}
}
