// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.imap;

import java.io.IOException;
import java.util.List;

/** What discovery asks the domain name system. */
interface Dns {

    /**
     * A service of a domain (RFC 2782).
     *
     * @param target the host, lower case and without the last dot; empty where the domain says it has no such service
     */
    record Service(int priority, int weight, int port, String target) {}

    /** @throws IOException if nobody answers; a name that is not there is an empty list */
    List<Service> services(String name) throws IOException;

    /** The hosts that take mail for a domain, the preferred one first. */
    List<String> mailExchangers(String domain) throws IOException;

    boolean hasAddress(String host) throws IOException;
}
