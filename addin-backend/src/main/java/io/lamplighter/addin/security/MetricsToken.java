// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** Lets whoever brings the token of the metrics read them, and nothing else: Prometheus needs no user for it. */
public final class MetricsToken {

    static final String ROLE = "METRICS";
    private static final String BEARER = "Bearer ";

    private final byte[] token;

    /** @param token empty for none */
    public MetricsToken(String token) {
        this.token = token.getBytes(StandardCharsets.UTF_8);
    }

    /** In constant time. */
    private boolean isIn(String header) {
        return token.length > 0 && header.startsWith(BEARER) && MessageDigest.isEqual(token,
                header.substring(BEARER.length()).getBytes(StandardCharsets.UTF_8));
    }

    OncePerRequestFilter filter() {
        return new OncePerRequestFilter() {

            @Override
            protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response,
                    FilterChain chain) throws ServletException, IOException {
                String header = request.getHeader("Authorization");
                if (header != null && isIn(header)) {
                    SecurityContextHolder.getContext().setAuthentication(UsernamePasswordAuthenticationToken
                            .authenticated("metrics", "", AuthorityUtils.createAuthorityList("ROLE_" + ROLE)));
                }
                chain.doFilter(request, response);
            }
        };
    }
}
