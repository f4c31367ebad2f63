// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.connect;

/**
 * The organisation by whose right a mailbox is read. Its owner never signed in for that, and cannot renew it.
 *
 * @param byKey whether the right is the key of a service account (Google) instead of an administrator's consent (Microsoft)
 */
public record ReadBy(long organisation, String name, boolean byKey) {

    String href() {
        return "/organisations/" + organisation;
    }
}
