// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;

/** Tells a program whose credentials are missing, wrong or not looked at what to do. */
final class ApiSignIn implements AuthenticationEntryPoint {

    private static final int TOO_MANY_REQUESTS = 429;

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException why)
            throws IOException {
        if (why instanceof LockedException) {
            response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(Guesses.COUNTED.toSeconds()));
            ApiDenials.write(response, TOO_MANY_REQUESTS, "Too Many Requests",
                    "Too many sign-ins failed. Wait a quarter of an hour, then try again with the right password.");
            return;
        }
        // Browsers that ask by themselves are told how, as they expect it (RFC 7617).
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"Lamplighter\"");
        ApiDenials.write(response, HttpServletResponse.SC_UNAUTHORIZED, "Unauthorized",
                "Send a user name and its password with every call (Basic authentication).");
    }
}
