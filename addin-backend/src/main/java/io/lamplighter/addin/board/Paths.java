// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.board;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** The paths of the pages. Ids come from the database, yet are encoded: a link must stay a link whatever is in it. */
public final class Paths {

    private Paths() {}

    public static String deal(String id) {
        return "/deals/" + encode(id);
    }

    public static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
