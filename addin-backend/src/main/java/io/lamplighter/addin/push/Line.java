// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.push;

import java.io.IOException;

/** An open connection to a browser. Used by one thread at a time. */
interface Line {

    /** @param id where the browser goes on after a break; without a name and data it only moves that place */
    void send(long id, String name, String data) throws IOException;

    /** Keeps proxies from closing it. */
    void beat() throws IOException;

    void end();
}
