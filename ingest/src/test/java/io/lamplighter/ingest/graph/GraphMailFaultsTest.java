// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.graph;

import io.lamplighter.ingest.faults.BadDay;
import io.lamplighter.ingest.faults.FaultContract;
import io.lamplighter.ingest.faults.TroubledProvider;

class GraphMailFaultsTest implements FaultContract {

    @Override
    public TroubledProvider provider(BadDay day) {
        return new GraphMailTrouble(day);
    }
}
