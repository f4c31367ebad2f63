// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.mime;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A {@code Content-Type} or {@code Content-Disposition} field: a value and parameters.
 *
 * @param value lower case, without blanks
 */
record ContentField(String value, List<Parameter> parameters) {
    static final ContentField NONE = new ContentField("", List.of());

    /** @param name lower case, as written: {@code filename*0*} keeps its stars */
    record Parameter(String name, String value) {}

    static ContentField parse(String field) {
        return field.isEmpty() ? NONE : new ContentFieldParser(field).run();
    }

    boolean is(String other) {
        return value.equals(other);
    }

    boolean startsWith(String prefix) {
        return value.startsWith(prefix);
    }

    /** The parameter as people read it: pieces joined, charset undone; null where there is none. */
    @Nullable
    String parameter(String name) {
        if (parameters.isEmpty()) {
            return null;
        }
        String plain = null;
        boolean extended = false;
        for (Parameter parameter : parameters) {
            if (parameter.name.equals(name)) {
                plain = plain == null ? parameter.value : plain;
            } else if (parameter.name.startsWith(name) && parameter.name.charAt(name.length()) == '*') {
                extended = true;
            }
        }
        String joined = extended ? ExtendedParameter.join(parameters, name) : null;
        String value = joined == null ? plain : joined;
        return value == null || !value.contains("=?") ? value : EncodedWords.decode(value);
    }

    /** The parameter in lower case, empty where there is none. */
    String token(String name) {
        String value = parameter(name);
        return value == null ? "" : value.strip().toLowerCase(Locale.ROOT);
    }
}
