// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.sentiment.model;

/** How often each number was added: a hash table without objects, because every letter of a mail passes through it. */
final class Counts {

    private final int[] keys;
    private final int[] counts;
    private final int mask;

    /** @param most how many numbers will be added */
    Counts(int most) {
        int capacity = Integer.highestOneBit(Math.max(8, most)) * 4;
        this.keys = new int[capacity];
        this.counts = new int[capacity];
        this.mask = capacity - 1;
    }

    void add(int key) {
        int slot = slot(key);
        keys[slot] = key;
        counts[slot]++;
    }

    int of(int key) {
        return counts[slot(key)];
    }

    private int slot(int key) {
        int slot = key * 0x9E3779B9 >>> 7 & mask;
        while (counts[slot] > 0 && keys[slot] != key) {
            slot = slot + 1 & mask;
        }
        return slot;
    }
}
