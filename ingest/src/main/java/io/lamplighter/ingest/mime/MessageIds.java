// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.mime;

import io.lamplighter.ingest.ThreadRefs;
import java.util.ArrayList;
import java.util.List;

/** How a message names itself and others (RFC 5322 §3.6.4), normalised so that equal ids are equal texts. */
final class MessageIds {
    private static final int MOST = 200;
    private static final int LONGEST = 1_000;

    private MessageIds() {}

    static ThreadRefs read(Headers headers) {
        List<String> own = ids(headers.raw("message-id"), true);
        String id = own.isEmpty() ? "" : own.getFirst();
        List<String> references = new ArrayList<>(ids(headers.raw("references"), true));
        if (references.isEmpty()) {
            // RFC 5256 §2.2: the first id only; the field may hold words besides.
            List<String> answered = ids(headers.raw("in-reply-to"), false);
            references.addAll(answered.subList(0, Math.min(1, answered.size())));
        }
        references.remove(id);
        return new ThreadRefs(id, references);
    }

    /** @param bare whether words without brackets may be ids */
    static List<String> ids(String field, boolean bare) {
        if (field.isEmpty()) {
            return List.of();
        }
        List<String> ids = new ArrayList<>(4);
        int at = field.indexOf('<');
        while (at >= 0) {
            int end = field.indexOf('>', at);
            int stop = end < 0 ? field.length() : end;
            int inner = field.lastIndexOf('<', stop - 1);
            add(ids, field.substring(Math.max(at, inner) + 1, stop), true);
            at = field.indexOf('<', stop);
        }
        if (ids.isEmpty()) {
            for (String word : field.split("[\\s,]+", MOST)) {
                add(ids, word, bare);
            }
        }
        return ids;
    }

    private static void add(List<String> ids, String written, boolean trusted) {
        String id = normalised(written);
        boolean usable = !id.isEmpty() && id.length() <= LONGEST && (trusted || id.indexOf('@') > 0);
        if (usable && !ids.contains(id)) {
            if (ids.size() == MOST) {
                // The oldest names the thread and the latest are its end: the middle is what can be spared.
                ids.remove(MOST / 2);
            }
            ids.add(id);
        }
    }

    /** Without white space, brackets and needless quotes: {@code "a"@b} is {@code a@b}. */
    private static String normalised(String written) {
        String id = written;
        for (int i = 0; i < id.length(); i++) {
            if (id.charAt(i) <= ' ') {
                id = id.replaceAll("[\\s\\p{Cntrl}]+", "");
                break;
            }
        }
        int at = id.lastIndexOf('@');
        if (at > 2 && id.charAt(0) == '"' && id.charAt(at - 1) == '"') {
            String local = id.substring(1, at - 1);
            id = local.replace("\\", "") + id.substring(at);
        }
        int from = 0;
        int to = id.length();
        while (from < to && id.charAt(from) == '<') {
            from++;
        }
        while (to > from && id.charAt(to - 1) == '>') {
            to--;
        }
        return id.substring(from, to);
    }
}
