// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.sentiment;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where labelled files lie that are no part of the project. */
final class Shared {

    private Shared() {}

    /** A folder beside the project or beside one of the folders above it; one that does not exist where there is none. */
    static Path place(String name) {
        for (Path place = Path.of("").toAbsolutePath(); place != null; place = place.getParent()) {
            Path found = place.resolve("shared").resolve(name);
            if (Files.isDirectory(found)) {
                return found;
            }
        }
        return Path.of("none");
    }
}
