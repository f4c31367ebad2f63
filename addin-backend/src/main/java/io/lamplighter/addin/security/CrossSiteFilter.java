// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses calls of the API that a browser makes for another site: browsers add remembered Basic credentials to those as well.
 * Programs send neither header. Of the two, {@code Sec-Fetch-Site} (Fetch Metadata Request Headers, W3C) is sent only to hosts with
 * encryption, {@code Origin} (RFC 6454 §7) with whatever changes something.
 */
final class CrossSiteFilter extends OncePerRequestFilter {

    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String site = request.getHeader("Sec-Fetch-Site");
        boolean foreign = "cross-site".equals(site) || "same-site".equals(site) || isOfAnotherHost(request);
        if (!SAFE.contains(request.getMethod()) && foreign) {
            ApiDenials.write(response, HttpServletResponse.SC_FORBIDDEN, "Forbidden",
                    "This call came from another site.");
            return;
        }
        chain.doFilter(request, response);
    }

    private static boolean isOfAnotherHost(HttpServletRequest request) {
        String origin = request.getHeader("Origin");
        if (origin == null) {
            return false;
        }
        try {
            return !request.getServerName().equalsIgnoreCase(new URI(origin).getHost());
        } catch (URISyntaxException notOne) {
            return true;
        }
    }
}
