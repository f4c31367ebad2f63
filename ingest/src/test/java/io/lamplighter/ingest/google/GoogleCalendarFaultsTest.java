// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.google;

import io.lamplighter.ingest.faults.BadDay;
import io.lamplighter.ingest.faults.FaultContract;
import io.lamplighter.ingest.faults.TroubledProvider;

class GoogleCalendarFaultsTest implements FaultContract {

    @Override
    public TroubledProvider provider(BadDay day) {
        return new GoogleCalendarTrouble(day);
    }
}
