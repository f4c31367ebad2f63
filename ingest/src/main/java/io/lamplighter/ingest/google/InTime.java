// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.google;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** An answer that must be over in time: a connection's own limit is for silence, and a few octets now and then are none. */
final class InTime extends FilterInputStream {

    private final Clock clock;
    private final Instant until;

    InTime(InputStream answer, Duration within, Clock clock) {
        super(answer);
        this.clock = clock;
        this.until = clock.instant().plus(within);
    }

    @Override
    public int read() throws IOException {
        mustBeInTime();
        return super.read();
    }

    @Override
    public int read(byte[] octets, int offset, int length) throws IOException {
        mustBeInTime();
        return super.read(octets, offset, length);
    }

    private void mustBeInTime() throws SocketTimeoutException {
        if (clock.instant().isAfter(until)) {
            throw new SocketTimeoutException("an answer without an end");
        }
    }
}
