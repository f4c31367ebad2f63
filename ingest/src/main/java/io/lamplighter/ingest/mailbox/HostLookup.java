// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.mailbox;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/**
 * Finds where a host is that somebody named. Which places may be called at all is decided by the application above, for exactly
 * the addresses that are then connected to: a name that leads somewhere else a moment later leads nowhere. Thread-safe.
 */
@FunctionalInterface
public interface HostLookup {

    /** Asks the machine and forbids nothing. */
    HostLookup ANYWHERE = host -> List.of(InetAddress.getAllByName(host));

    /**
     * The addresses of a host, at least one, the one to connect to first.
     *
     * @throws UnknownHostException if there is no such host
     * @throws MailboxFailure.ChangeSettings if it must not be called
     */
    List<InetAddress> addresses(String host) throws UnknownHostException;
}
