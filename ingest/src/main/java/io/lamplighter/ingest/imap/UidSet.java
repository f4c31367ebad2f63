// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.imap;

import java.util.Arrays;

/** Writes UIDs as a sequence set (RFC 3501 §9): {@code 1:4,7,9:10}. */
final class UidSet {

    private UidSet() {}

    static String of(long[] uids) {
        long[] sorted = uids.clone();
        Arrays.sort(sorted);
        StringBuilder set = new StringBuilder();
        for (int i = 0; i < sorted.length;) {
            int last = i;
            while (last + 1 < sorted.length && sorted[last + 1] == sorted[last] + 1) {
                last++;
            }
            set.append(set.isEmpty() ? "" : ",").append(sorted[i]);
            if (last > i) {
                set.append(':').append(sorted[last]);
            }
            i = last + 1;
        }
        return set.toString();
    }
}
