// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.mailbox;

class InMemoryAllowancesTest extends SharedAllowancesContract {

    private final SharedAllowances allowances = new InMemoryAllowances(time);

    @Override
    protected SharedAllowances node() {
        return allowances;
    }
}
