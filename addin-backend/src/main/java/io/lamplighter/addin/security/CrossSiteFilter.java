// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses calls of the API that a browser makes for another site: browsers add remembered Basic credentials to those as well.
 * Programs do not send this header (Fetch Metadata Request Headers, W3C).
 */
final class CrossSiteFilter extends OncePerRequestFilter {

    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String site = request.getHeader("Sec-Fetch-Site");
        if (!SAFE.contains(request.getMethod()) && ("cross-site".equals(site) || "same-site".equals(site))) {
            ApiDenials.write(response, HttpServletResponse.SC_FORBIDDEN, "Forbidden",
                    "This call came from another site.");
            return;
        }
        chain.doFilter(request, response);
    }
}
