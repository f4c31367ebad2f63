// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.samples;

import io.lamplighter.samples.world.SampleMailbox;
import io.lamplighter.samples.world.SampleUser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.web.util.HtmlUtils;

/**
 * Connects mailboxes at Microsoft and Google as an admin does in a browser: signs in, is sent to the provider, allows, and is sent
 * back. So every start of the sample world goes the way that a visitor goes.
 */
final class SampleConsents implements AutoCloseable {

    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");
    private static final Pattern INPUT = Pattern.compile("<input [^>]*>");
    private static final String FORM = "application/x-www-form-urlencoded";

    private final HttpClient browser = HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
    private final URI application;

    /** @param application where it is reached, with a slash at the end */
    SampleConsents(URI application, SampleUser admin) {
        this.application = application;
        Matcher token = TOKEN.matcher(send(HttpRequest.newBuilder(application.resolve("login"))).body());
        if (!token.find()) {
            throw new IllegalStateException("the sign-in page has no form");
        }
        to(post(application.resolve("login"), "username=" + admin.username() + "&password="
                + encoded(admin.password()) + "&_csrf=" + encoded(token.group(1))));
    }

    void connect(SampleMailbox mailbox, SampleUser owner) {
        URI consent = to(HttpRequest.newBuilder(application.resolve("connect/"
                + mailbox.provider().name().toLowerCase(Locale.ROOT)
                + "/go?days=0&calendar=true&transcripts=true&owner="
                + encoded(owner.email()))));
        URI back = to(post(URI.create(consent.toString().replaceFirst("\\?.*", "")),
                consent.getRawQuery() + "&answer=allow&account=" + encoded(mailbox.address())));
        URI next = to(HttpRequest.newBuilder(back));
        if (next.getPath().startsWith("/connect/")) {
            // How far back, and which folders: as the page proposes.
            to(post(next, proposed(send(HttpRequest.newBuilder(next)).body())));
        }
    }

    /** What would be sent if a form were sent as it is shown. */
    private static String proposed(String page) {
        return INPUT.matcher(page.substring(page.indexOf("<main"))).results().map(MatchResult::group)
                .filter(input -> !input.contains("type=\"radio\"") && !input.contains("type=\"checkbox\"")
                        || input.contains("checked"))
                .filter(input -> !input.contains("disabled"))
                .map(input -> encoded(attribute(input, "name")) + '=' + encoded(attribute(input, "value")))
                .filter(field -> !field.startsWith("=")).collect(Collectors.joining("&"));
    }

    private static String attribute(String input, String name) {
        Matcher found = Pattern.compile(" " + name + "=\"([^\"]*)\"").matcher(input);
        return found.find() ? HtmlUtils.htmlUnescape(found.group(1)) : "";
    }

    private static HttpRequest.Builder post(URI address, String form) {
        return HttpRequest.newBuilder(address).header("Content-Type", FORM)
                .POST(HttpRequest.BodyPublishers.ofString(form));
    }

    /** Where a request leads. */
    private URI to(HttpRequest.Builder request) {
        HttpResponse<String> answer = send(request);
        return application.resolve(answer.headers().firstValue("Location")
                .or(() -> answer.headers().firstValue("Refresh").map(later -> later.replaceFirst("^.*?url=", "")))
                .orElseThrow(() -> new IllegalStateException(
                        answer.uri().getPath() + " leads nowhere: " + answer.statusCode())));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return browser.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped", stopped);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        browser.close();
    }
}
