// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.google;

import io.lamplighter.ingest.mailbox.MailboxFailure;
import java.net.URI;

/** Tells what to do when Google will not call. */
final class PushFailures {

    private PushFailures() {}

    static MailboxFailure ofTopic(Refused refused, String topic) {
        GoogleAnswer answer = refused.answer();
        if (answer.status() == 404 && answer.message().contains("resource=")) {
            return new MailboxFailure.ChangeSettings("There is no topic " + topic
                    + ". Make it in Pub/Sub of the Google Cloud console, in the project that consent is given to.",
                    refused);
        }
        if (answer.status() == 400 && answer.message().contains("topicname")) {
            return new MailboxFailure.ChangeSettings("The topic " + topic
                    + " is not in the project that consent is given to. Gmail publishes there only: make one in it.",
                    refused);
        }
        if ((answer.status() == 400 || answer.status() == 403) && (answer.message().contains("pubsub")
                || answer.message().contains("not authorized to perform this action"))) {
            return new MailboxFailure.ChangeSettings("Gmail may not publish to the topic " + topic
                    + ". Grant roles/pubsub.publisher on it to gmail-api-push@system.gserviceaccount.com; where the organisation"
                    + " restricts sharing by domain, that account needs an exception.", refused);
        }
        return refused.failure();
    }

    static MailboxFailure ofCallback(Refused refused, URI callback) {
        if (refused.answer().says("push.webhookUrlNotHttps")) {
            return new MailboxFailure.ChangeSettings(
                    "Google Calendar calls over https only, not " + callback.getScheme()
                            + ". Give this server's public https address.",
                    refused);
        }
        if (refused.answer().status() == 401) {
            return new MailboxFailure.ChangeSettings("Google Calendar does not call " + callback.getHost()
                    + " before the domain is verified. Verify it in the Search Console and add it to the Google Cloud project"
                    + " (APIs & Services > Domain verification).", refused);
        }
        return refused.failure();
    }

    /** Whether the calendar is not to be had at all, rather than the address being wrong. */
    static boolean isOfTheCalendar(Refused refused) {
        return refused.answer().status() == 403;
    }
}
