// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.sql;

import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Values as PostgreSQL {@code jsonb} and back. */
public final class Json {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Json() {}

    /** PostgreSQL refuses U+0000 in text and json alike; a mail that holds one must not stop its page. */
    public static String write(Object value) {
        return MAPPER.writeValueAsString(value).replace("\\u0000", "\uFFFD");
    }

    public static <T> T read(String json, TypeReference<T> type) {
        return MAPPER.readValue(json, type);
    }

    /** The same care for plain text columns: no U+0000, no unpaired surrogate. */
    public static String storable(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0 || Character.isSurrogate(c)) {
                return cleaned(text);
            }
        }
        return text;
    }

    private static String cleaned(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints().map(c -> c == 0 || c >= 0xD800 && c <= 0xDFFF ? 0xFFFD : c).forEach(clean::appendCodePoint);
        return clean.toString();
    }
}
