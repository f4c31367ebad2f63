// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.sql;

import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.SqlTypeValue;

/**
 * One column of many rows, as a PostgreSQL array parameter: {@code insert ... select from unnest(:a, :b)} stores a page in
 * one round trip, whatever its size. Arrays of longs, booleans, strings and byte arrays travel in binary.
 */
public final class Column implements SqlTypeValue {

    private final String type;
    private final Object array;

    private Column(String type, Object array) {
        this.type = type;
        this.array = array;
    }

    public static <T> Column text(Collection<T> rows, Function<T, @Nullable String> value) {
        return new Column("text", rows.stream().map(value).toArray(String[]::new));
    }

    public static Column text(Collection<String> values) {
        return text(values, v -> v);
    }

    public static <T> Column bigint(Collection<T> rows, ToLongFunction<T> value) {
        return new Column("int8", rows.stream().mapToLong(value).toArray());
    }

    /** For a column that may be null. */
    public static <T> Column bigintOrNull(Collection<T> rows, Function<T, @Nullable Long> value) {
        return new Column("int8", rows.stream().map(value).toArray(Long[]::new));
    }

    public static Column bigint(long[] values) {
        return new Column("int8", values);
    }

    public static <T> Column bool(Collection<T> rows, Function<T, Boolean> value) {
        return new Column("bool", rows.stream().map(value).toArray(Boolean[]::new));
    }

    public static <T> Column real(Collection<T> rows, Function<T, Double> value) {
        return new Column("float8", rows.stream().map(value).toArray(Double[]::new));
    }

    public static <T> Column bytes(Collection<T> rows, Function<T, byte[]> value) {
        return new Column("bytea", rows.stream().map(value).toArray(byte[][]::new));
    }

    /**
     * The elements of a {@code bigint[]} column as text, because PostgreSQL has no arrays of arrays of differing lengths:
     * cast back with {@code ::bigint[]}.
     */
    public static <T> Column bigints(Collection<T> rows, Function<T, List<Long>> value) {
        return text(rows, row -> literal(value.apply(row)));
    }

    private static String literal(List<Long> values) {
        StringBuilder literal = new StringBuilder("{");
        for (Long value : values) {
            literal.append(literal.length() > 1 ? "," : "").append(value);
        }
        return literal.append('}').toString();
    }

    @Override
    public void setTypeValue(PreparedStatement statement, int index, int sqlType, @Nullable String typeName)
            throws SQLException {
        Array value = array instanceof Object[] objects
                ? statement.getConnection().createArrayOf(type, objects)
                : primitives(statement);
        statement.setArray(index, value);
    }

    /** pgjdbc sends {@code long[]} in binary, but only through its own connection class; the standard call takes objects. */
    private Array primitives(PreparedStatement statement) throws SQLException {
        long[] longs = (long[]) array;
        Long[] boxed = new Long[longs.length];
        for (int i = 0; i < longs.length; i++) {
            boxed[i] = longs[i];
        }
        return statement.getConnection().createArrayOf(type, boxed);
    }
}
