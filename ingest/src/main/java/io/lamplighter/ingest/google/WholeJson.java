// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.google;

import com.google.api.client.json.gson.GsonFactory;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * Reads an answer that is there to its end. The client's own parser takes one that breaks off between two values for
 * complete, and a list without its token for the next page would then look like the last one.
 */
final class WholeJson {

    private WholeJson() {}

    static <T> T read(InputStream answer, Class<T> type) throws IOException {
        return read(answer.readAllBytes(), type);
    }

    static <T> T read(byte[] answer, Class<T> type) throws IOException {
        mustBeWhole(answer);
        T value = GsonFactory.getDefaultInstance().fromString(new String(answer, StandardCharsets.UTF_8), type);
        if (value == null) {
            throw new EOFException("empty answer");
        }
        return value;
    }

    private static void mustBeWhole(byte[] json) throws EOFException {
        int depth = 0;
        boolean text = false;
        boolean begun = false;
        for (int i = 0; i < json.length; i++) {
            byte c = json[i];
            if (text) {
                i += c == '\\' ? 1 : 0;
                text = c != '"';
            } else if (c == '"') {
                text = true;
            } else if (c == '{' || c == '[') {
                depth++;
                begun = true;
            } else if (c == '}' || c == ']') {
                depth--;
            }
        }
        if (!begun || text || depth != 0) {
            throw new EOFException("the answer breaks off");
        }
    }
}
