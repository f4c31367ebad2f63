// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.google;

import java.net.URI;
import java.util.Objects;

/**
 * Where Google answers. Nothing a cursor, a page or a message holds ever leads elsewhere.
 *
 * @param gmail ends with a slash, as the others do
 */
public record GoogleHosts(URI gmail, URI calendar, URI meet) {

    public static final GoogleHosts GOOGLE = new GoogleHosts(URI.create("https://gmail.googleapis.com/"),
            URI.create("https://www.googleapis.com/"), URI.create("https://meet.googleapis.com/"));

    public GoogleHosts {
        Objects.requireNonNull(gmail, "gmail");
        Objects.requireNonNull(calendar, "calendar");
        Objects.requireNonNull(meet, "meet");
    }

    /** One place for all three, as a simulator or a gateway is. */
    public static GoogleHosts at(URI root) {
        return new GoogleHosts(root, root, root);
    }
}
