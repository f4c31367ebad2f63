// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.connect;

import java.net.InetAddress;

/** A range of addresses, as in {@code 10.0.0.0/8}; one alone without a slash. */
final class Network {

    private final byte[] base;
    private final int bits;

    private Network(byte[] base, int bits) {
        this.base = base;
        this.bits = bits;
    }

    static boolean isOne(String text) {
        return text.matches("[0-9.]+(/\\d{1,2})?|[0-9a-f:.]*:[0-9a-f:.]*(/\\d{1,3})?");
    }

    /** @throws IllegalArgumentException if it is none */
    static Network parse(String text) {
        int slash = text.indexOf('/');
        byte[] base = InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash)).getAddress();
        int bits = slash < 0 ? base.length * 8 : Integer.parseInt(text.substring(slash + 1));
        if (bits > base.length * 8) {
            throw new IllegalArgumentException(text + " is not a network");
        }
        return new Network(base, bits);
    }

    /** Java reads an IPv4-mapped IPv6 address as the IPv4 address it stands for, which is what is compared here. */
    boolean holds(InetAddress address) {
        byte[] octets = address.getAddress();
        if (octets.length != base.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> (bit % 8);
            if ((octets[bit / 8] & mask) != (base[bit / 8] & mask)) {
                return false;
            }
        }
        return true;
    }
}
