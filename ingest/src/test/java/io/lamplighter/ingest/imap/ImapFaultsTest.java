// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.imap;

import io.lamplighter.ingest.faults.BadDay;
import io.lamplighter.ingest.faults.FaultContract;
import io.lamplighter.ingest.faults.TroubledProvider;

class ImapFaultsTest implements FaultContract {

    @Override
    public TroubledProvider provider(BadDay day) {
        return new ImapTrouble(day);
    }
}
