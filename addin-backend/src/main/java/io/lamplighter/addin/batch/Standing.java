// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.batch;

import java.util.List;

/**
 * How many mailboxes of a batch stand.
 *
 * @param id 0 where nothing was stored
 */
public record Standing(long id, int rows, int waiting, int connected, int there, int wrong, List<Answered> items) {

    public Standing {
        items = List.copyOf(items);
    }

    static Standing of(long id, List<Answered> items) {
        return new Standing(id, items.size(), count(items, "waiting"), count(items, "connected"), count(items, "there"),
                count(items, "wrong"), items);
    }

    private static int count(List<Answered> items, String state) {
        return (int) items.stream().filter(item -> item.state().equals(state)).count();
    }
}
