// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.sentiment.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** What was worked out last and takes long to work out. Thread-safe. */
final class Recent<K, V> {

    private final Map<K, V> known;

    Recent(int most) {
        this.known = Collections.synchronizedMap(new LinkedHashMap<>(64, 0.75f, true) {

            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > most;
            }
        });
    }

    /** Works outside of any lock: two threads may work out the same at once, and come to the same. */
    V of(K key, Function<K, V> work) {
        V value = known.get(key);
        if (value == null) {
            value = work.apply(key);
            known.put(key, value);
        }
        return value;
    }
}
