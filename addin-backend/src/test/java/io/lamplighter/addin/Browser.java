// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin;

import java.io.IOException;
import java.io.InputStream;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A browser of one person: keeps cookies, sends forms with their token, and stops at redirects. */
final class Browser {

    private static final String BOUNDARY = "x-lantern-x";
    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    private final HttpClient client = HttpClient.newBuilder().cookieHandler(new CookieManager())
            .followRedirects(HttpClient.Redirect.NEVER).build();
    private final String base;
    private String token = "";

    Browser(int port) {
        this.base = "http://127.0.0.1:" + port;
    }

    Browser signIn(String username) {
        get("/login");
        HttpResponse<String> answer = post("/login", Map.of("username", username, "password", PagesWorld.PASSWORD));
        if (answer.statusCode() != 302 || answer.headers().firstValue("location").orElse("").contains("error")) {
            throw new AssertionError(username + " was not let in: " + answer.statusCode());
        }
        // Signing in changes the token; the first page brings the new one.
        get(location(get("/")));
        return this;
    }

    HttpResponse<String> get(String path) {
        return send(request(path).GET());
    }

    /** As htmx asks for a piece of a page. */
    HttpResponse<String> piece(String path) {
        return send(request(path).header("HX-Request", "true").GET());
    }

    /** @param last the id of the event it heard last; empty for a page that has just been opened */
    InputStream listen(String path, String last) throws IOException {
        HttpRequest.Builder request = request(path);
        try {
            return client.send((last.isEmpty() ? request : request.header("Last-Event-ID", last)).GET().build(),
                    HttpResponse.BodyHandlers.ofInputStream()).body();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new AssertionError(stopped);
        }
    }

    HttpResponse<String> post(String path, Map<String, String> fields) {
        return send(form(path, fields));
    }

    HttpResponse<String> pieceOfPost(String path, Map<String, String> fields) {
        return send(form(path, fields).header("HX-Request", "true"));
    }

    /** A form with a file, as browsers send one. */
    HttpResponse<String> upload(String path, Map<String, String> fields, String fileName, String content) {
        return send(request(path).header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                .POST(HttpRequest.BodyPublishers.ofString(multipart(fields, fileName, content))));
    }

    private String multipart(Map<String, String> fields, String fileName, String content) {
        Map<String, String> all = new HashMap<>(fields);
        all.put("_csrf", token);
        String start = "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"";
        return all.entrySet().stream()
                .map(field -> start + field.getKey() + "\"\r\n\r\n" + field.getValue() + "\r\n")
                .collect(Collectors.joining())
                + start + "file\"; filename=\"" + fileName + "\"\r\nContent-Type: application/octet-stream\r\n\r\n"
                + content + "\r\n--" + BOUNDARY + "--\r\n";
    }

    /** As a program calls the API, with credentials instead of cookies. */
    HttpResponse<String> call(String method, String username, String path, String type, String body) {
        String credentials = Base64.getEncoder()
                .encodeToString((username + ":" + PagesWorld.PASSWORD).getBytes(StandardCharsets.UTF_8));
        return send(HttpRequest.newBuilder(URI.create(base + path)).header("Authorization", "Basic " + credentials)
                .header("Content-Type", type).method(method, HttpRequest.BodyPublishers.ofString(body)));
    }

    HttpResponse<String> callWithFile(String username, String path, Map<String, String> fields, String fileName,
            String content) {
        return call("POST", username, path, "multipart/form-data; boundary=" + BOUNDARY,
                multipart(fields, fileName, content));
    }

    /** Where a redirect leads to, as a path; empty for any other answer. */
    static String location(HttpResponse<String> answer) {
        return answer.headers().firstValue("location").map(to -> to.replaceFirst("^https?://[^/]+", "")).orElse("");
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + path)).header("Accept",
                "text/html,application/xhtml+xml,*/*;q=0.8");
    }

    private HttpRequest.Builder form(String path, Map<String, String> fields) {
        String body = fields.entrySet().stream().map(field -> field.getKey() + "=" + encode(field.getValue()))
                .collect(Collectors.joining("&", "", "&_csrf=" + encode(token)));
        return request(path).header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            Matcher found = TOKEN.matcher(answer.body());
            token = found.find() ? found.group(1) : token;
            return answer;
        } catch (IOException failed) {
            throw new AssertionError(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new AssertionError(stopped);
        }
    }

    private static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
