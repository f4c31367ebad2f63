// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.api;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Part of a list. Ask again with {@code after} set to {@code next} for what follows; rows added meanwhile move nothing.
 *
 * @param next absent on the last page
 */
public record Slice<T>(List<T> items, @Nullable String next) {

    static final int DEFAULT_LIMIT = 50;
    static final int MOST = 500;

    /** @param rows one more than {@code limit} where there are more */
    static <R, T> Slice<T> of(List<R> rows, int limit, Function<R, T> item, Function<R, String> key) {
        List<R> shown = rows.size() > limit ? rows.subList(0, limit) : rows;
        return new Slice<>(shown.stream().map(item).toList(), rows.size() > limit ? key.apply(shown.getLast()) : null);
    }

    /** @throws BadRequest unless from 1 to {@link #MOST} */
    static int limit(@Nullable Integer asked) {
        int limit = asked == null ? DEFAULT_LIMIT : asked;
        if (limit < 1 || limit > MOST) {
            throw new BadRequest("limit must be from 1 to " + MOST);
        }
        return limit;
    }

    /** @throws BadRequest if it is no key that an earlier page gave */
    static long key(@Nullable String after, long first) {
        if (after == null || after.isBlank()) {
            return first;
        }
        try {
            return Long.parseLong(after);
        } catch (NumberFormatException wrong) {
            throw new BadRequest("after must be the value of next from an earlier page");
        }
    }
}
