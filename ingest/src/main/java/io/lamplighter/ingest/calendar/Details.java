// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.calendar;

import java.util.Objects;

/**
 * The words of a meeting; each may be empty.
 *
 * @param description plain text with {@code \n} line ends, also where the calendar holds HTML
 * @param link where to join online: Teams, Zoom, Meet, Webex and their like
 * @param comment what somebody wrote with an answer, a proposal or a cancellation
 */
public record Details(String summary, String description, String location, String link, String comment) {

    public static final Details NONE = new Details("", "", "", "", "");

    public Details {
        Objects.requireNonNull(summary, "summary");
        Objects.requireNonNull(description, "description");
        Objects.requireNonNull(location, "location");
        Objects.requireNonNull(link, "link");
        Objects.requireNonNull(comment, "comment");
    }
}
