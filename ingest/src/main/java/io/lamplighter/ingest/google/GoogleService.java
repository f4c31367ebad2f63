// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.google;

/** One of Google's APIs, as people know it. */
enum GoogleService {

    GMAIL("Gmail", "mail", "gmail.readonly", "Gmail API"),
    CALENDAR("Google Calendar", "the calendar", "calendar.events.readonly", "Google Calendar API"),
    MEET("Google Meet", "transcripts", "meetings.space.readonly", "Google Meet REST API");

    private final String title;
    private final String subject;
    private final String scope;
    private final String api;

    GoogleService(String title, String subject, String scope, String api) {
        this.title = title;
        this.subject = subject;
        this.scope = scope;
        this.api = api;
    }

    String title() {
        return title;
    }

    /** What is read there. */
    String subject() {
        return subject;
    }

    String scope() {
        return scope;
    }

    /** As the library of the Google Cloud console calls it. */
    String api() {
        return api;
    }
}
