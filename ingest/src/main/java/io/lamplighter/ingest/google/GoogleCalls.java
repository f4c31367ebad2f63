// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.google;

import com.google.api.client.googleapis.json.GoogleJsonResponseException;
import com.google.api.client.googleapis.services.AbstractGoogleClientRequest;
import com.google.api.client.http.GenericUrl;
import com.google.api.client.http.HttpRequest;
import com.google.api.client.http.HttpTransport;
import com.google.api.client.json.JsonFactory;
import com.google.api.client.json.gson.GsonFactory;
import com.google.api.services.calendar.Calendar;
import com.google.api.services.gmail.Gmail;
import io.lamplighter.ingest.mailbox.Allowance;
import io.lamplighter.ingest.mailbox.MailboxFailure;
import io.lamplighter.ingest.mailbox.Requests;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The one way to Google for one mailbox: every call is authorised, and where it fails the failure is judged here. */
final class GoogleCalls {

    /** A call that is ready to be made. */
    @FunctionalInterface
    interface Call<T> {
        AbstractGoogleClientRequest<T> request() throws IOException;
    }

    private interface Execution<T> {
        @Nullable
        T execute() throws IOException;
    }

    private static final String PROGRAM = "Lamplighter";
    private static final JsonFactory JSON = GsonFactory.getDefaultInstance();

    private final GoogleAccount account;
    private final HttpTransport transport;
    private final Authorised authorised;
    private final Clock clock;
    private final Allowances.Mailbox allowances;
    private final Gmail gmail;
    private final Calendar calendar;

    GoogleCalls(GoogleAccount account, HttpTransport transport, Authorised authorised, Clock clock,
            Allowances.Mailbox allowances) {
        this.account = account;
        this.transport = transport;
        this.authorised = authorised;
        this.clock = clock;
        this.allowances = allowances;
        this.gmail = new Gmail.Builder(transport, JSON, authorised).setRootUrl(account.hosts().gmail().toString())
                .setApplicationName(PROGRAM).build();
        this.calendar = new Calendar.Builder(transport, JSON, authorised)
                .setRootUrl(account.hosts().calendar().toString()).setApplicationName(PROGRAM).build();
    }

    GoogleAccount account() {
        return account;
    }

    String user() {
        return account.user();
    }

    Clock clock() {
        return clock;
    }

    /** The units of Gmail. */
    Allowance units() {
        return allowances.mail();
    }

    Gmail.Users mail() {
        return gmail.users();
    }

    Calendar calendar() {
        return calendar;
    }

    /** @param units what it costs */
    <T> T mail(int units, Call<T> call) throws Refused {
        return execute(GoogleService.GMAIL, units, () -> parsed(call.request()));
    }

    /** Reads an answer of Gmail while it comes. */
    interface Reading<T> {
        T read(InputStream answer) throws IOException;
    }

    /** @param units what it costs */
    <A, T> T mail(int units, Call<A> call, Reading<T> reading) throws Refused {
        return execute(GoogleService.GMAIL, units, () -> {
            // Read to its end and closed, its connection serves the next one.
            try (InputStream answer = call.request().executeUnparsed().getContent()) {
                return answer == null ? null : reading.read(inTime(answer));
            }
        });
    }

    /** One call to Gmail of which no refusal means anything special. */
    <T> T plainMail(int units, Call<T> call) {
        try {
            return mail(units, call);
        } catch (Refused refused) {
            throw refused.failure();
        }
    }

    <T> T calendar(Call<T> call) throws Refused {
        return execute(GoogleService.CALENDAR, 1, () -> parsed(call.request()));
    }

    /** Asks Gmail for something that is done without a word. */
    void mailWithoutAnswer(int units, Call<Void> call) throws Refused {
        execute(GoogleService.GMAIL, units, () -> done(call));
    }

    void calendarWithoutAnswer(Call<Void> call) throws Refused {
        execute(GoogleService.CALENDAR, 1, () -> done(call));
    }

    private static Boolean done(Call<Void> call) throws IOException {
        call.request().execute();
        return true;
    }

    /** Meet has no client library of this kind; its REST API is plain enough. */
    <T> T meet(GenericUrl url, Class<T> answer) throws Refused {
        return execute(GoogleService.MEET, 0, () -> {
            HttpRequest request = transport.createRequestFactory(authorised).buildGetRequest(url);
            try (InputStream content = GoogleJsonResponseException.execute(JSON, request).getContent()) {
                return content == null ? null : WholeJson.read(inTime(content), answer);
            }
        });
    }

    private InputStream inTime(InputStream answer) {
        return new InTime(answer, authorised.longest(), clock);
    }

    private <T> @Nullable T parsed(AbstractGoogleClientRequest<T> request) throws IOException {
        try (InputStream content = request.executeUnparsed().getContent()) {
            return content == null ? null : WholeJson.read(inTime(content), request.getResponseClass());
        }
    }

    private <T> T execute(GoogleService service, int units, Execution<T> execution) throws Refused {
        Optional<Allowance> allowance = allowance(service);
        allowance.ifPresent(one -> one.enter(units));
        try {
            Requests.announce(service.name().toLowerCase(Locale.ROOT));
            T answer = execution.execute();
            if (answer != null) {
                return answer;
            }
            throw refused(service, new IOException("empty answer"));
        } catch (MailboxFailure failure) {
            throw failure;
        } catch (IOException | IllegalArgumentException failure) {
            // IllegalArgumentException: what came was JSON, but not this; or a proxy's page in its place.
            throw refused(service, failure);
        } finally {
            allowance.ifPresent(Allowance::leave);
        }
    }

    /** Meet is asked once in a run, at most. */
    private Optional<Allowance> allowance(GoogleService service) {
        return switch (service) {
            case GMAIL -> Optional.of(allowances.mail());
            case CALENDAR -> Optional.of(allowances.calendar());
            case MEET -> Optional.empty();
        };
    }

    private Refused refused(GoogleService service, Exception failure) {
        GoogleAnswer answer = GoogleAnswer.of(failure, clock);
        if (answer.retryAfter().isPositive()) {
            allowance(service).ifPresent(one -> one.close(answer.retryAfter()));
        }
        return new Refused(answer, GoogleFailures.of(answer, failure, service, account.user()));
    }

    /** Nothing more is going to be asked for now. */
    void done() {
        allowances.mail().giveBack();
        allowances.calendar().giveBack();
    }
}
