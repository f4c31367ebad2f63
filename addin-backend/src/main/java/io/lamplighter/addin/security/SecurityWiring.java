// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.security;

import io.lamplighter.addin.wiring.LamplighterSettings;
import io.lamplighter.crm.directory.Users;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.authentication.dao.DaoAuthenticationProvider;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.unit.DataSize;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/**
 * Nothing is reachable without signing in, but the sign-in page, its style sheet and the health check. Mail content is for the
 * rep and the manager; being admin opens mailboxes, rules and the ledger, not mail.
 */
@Configuration(proxyBeanMethods = false)
class SecurityWiring {

    /** Pages load nothing from anywhere else and run no inline script: hostile mail stays text. */
    private static final String CONTENT_POLICY = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self';"
            + " connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    /** The interactive documentation styles itself inline. It shows no mail. */
    private static final String DOCS_POLICY = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:;"
            + " frame-ancestors 'none'; base-uri 'none'";

    @Bean
    PasswordEncoder passwordEncoder(Clock clock) {
        return new RememberingEncoder(new BCryptPasswordEncoder(), clock);
    }

    @Bean
    SignIns signIns(JdbcClient jdbc, PasswordEncoder encoder) {
        return new SignIns(jdbc, encoder);
    }

    @Bean
    AuthenticationProvider authentication(SignIns signIns, PasswordEncoder encoder, JdbcClient jdbc, Clock clock) {
        DaoAuthenticationProvider passwords = new DaoAuthenticationProvider(signIns);
        passwords.setPasswordEncoder(encoder);
        return new GuardedSignIn(passwords, new Guesses(jdbc, clock));
    }

    @Bean
    FirstAdmin firstAdmin(Users users, SignIns signIns, TransactionTemplate transaction, LamplighterSettings settings) {
        return new FirstAdmin(users, signIns, transaction, settings.adminPassword());
    }

    @Bean
    CurrentUser currentUser(Users users) {
        return new CurrentUser(users);
    }

    @Bean
    FilterRegistrationBean<TooLargeFilter> tooLarge(
            @Value("${spring.servlet.multipart.max-request-size}") DataSize most) {
        FilterRegistrationBean<TooLargeFilter> filter = new FilterRegistrationBean<>(new TooLargeFilter(most));
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 10);
        return filter;
    }

    @Bean
    @Order(1)
    SecurityFilterChain documentation(HttpSecurity http) throws Exception {
        http.securityMatcher("/api/docs", "/api/docs/**", "/api/openapi", "/api/openapi/**", "/api/openapi.yaml",
                "/api/swagger-ui/**", "/swagger-ui/**", "/webjars/swagger-ui/**");
        http.authorizeHttpRequests(r -> r.anyRequest().authenticated());
        http.httpBasic(b -> b.authenticationEntryPoint(new ApiSignIn()));
        http.headers(h -> h.contentSecurityPolicy(p -> p.policyDirectives(DOCS_POLICY)));
        return http.build();
    }

    /** The API knows no session, so no other site can use one: every call carries its own credentials. */
    @Bean
    @Order(2)
    SecurityFilterChain api(HttpSecurity http) throws Exception {
        http.securityMatcher("/api/**");
        http.authorizeHttpRequests(r -> r
                .requestMatchers(HttpMethod.POST, "/api/accounts/import", "/api/contacts/import",
                        "/api/opportunities/import",
                        "/api/roles/import")
                .hasAnyRole("ADMIN", "MANAGER")
                .requestMatchers(HttpMethod.PATCH, "/api/pipelines/**").hasAnyRole("ADMIN", "MANAGER")
                .requestMatchers("/api/pipelines/*/preview").hasAnyRole("ADMIN", "MANAGER")
                .requestMatchers("/api/learning/phrases/withdrawal").hasAnyRole("ADMIN", "MANAGER")
                .requestMatchers(HttpMethod.PUT, "/api/learning/withdrawn-phrases").hasAnyRole("ADMIN", "MANAGER")
                .requestMatchers(HttpMethod.DELETE, "/api/learning/withdrawn-phrases").hasAnyRole("ADMIN", "MANAGER")
                .requestMatchers("/api/mailboxes", "/api/mailboxes/**", "/api/quarantine", "/api/quarantine/**",
                        "/api/secrets/**", "/api/organisations", "/api/organisations/**",
                        "/api/ledger")
                .hasRole("ADMIN").requestMatchers("/api/board", "/api/opportunities/*/timeline",
                        "/api/opportunities/*/transcripts", "/api/activities/**", "/api/warnings",
                        "/api/warnings/**", "/api/reviews",
                        "/api/reviews/**")
                .hasAnyRole("REP", "MANAGER")
                .anyRequest().authenticated());
        http.httpBasic(b -> b.authenticationEntryPoint(new ApiSignIn()));
        http.csrf(c -> c.disable());
        http.sessionManagement(s -> s.sessionCreationPolicy(SessionCreationPolicy.STATELESS));
        http.exceptionHandling(e -> e.defaultAccessDeniedHandlerFor(new ApiDenials(), request -> true));
        http.addFilterBefore(new CrossSiteFilter(),
                org.springframework.security.web.authentication.www.BasicAuthenticationFilter.class);
        return http.build();
    }

    /** Providers call without credentials of ours; each call brings what proves it, or is not believed. */
    @Bean
    @Order(3)
    SecurityFilterChain webhooks(HttpSecurity http) throws Exception {
        http.securityMatcher("/webhooks/**");
        http.authorizeHttpRequests(r -> r.anyRequest().permitAll());
        http.csrf(c -> c.disable());
        http.sessionManagement(s -> s.sessionCreationPolicy(SessionCreationPolicy.STATELESS));
        return http.build();
    }

    /** Metrics tell no names and no content, but how busy the company is: not for everybody. */
    @Bean
    @Order(4)
    SecurityFilterChain metrics(HttpSecurity http, MetricsToken token) throws Exception {
        http.securityMatcher("/actuator/prometheus");
        http.authorizeHttpRequests(r -> r.anyRequest().hasAnyRole("ADMIN", MetricsToken.ROLE));
        http.httpBasic(b -> b.authenticationEntryPoint(new ApiSignIn()));
        http.csrf(c -> c.disable());
        http.sessionManagement(s -> s.sessionCreationPolicy(SessionCreationPolicy.STATELESS));
        http.addFilterBefore(token.filter(),
                org.springframework.security.web.authentication.www.BasicAuthenticationFilter.class);
        return http.build();
    }

    /** The consent of an administrator comes back to the same address, and never from a link. */
    private static boolean isBackFromLink(HttpServletRequest request) {
        return request.getRequestURI().endsWith("/connect/callback") && request.getParameter("admin_consent") == null
                && LinkVisit.isComingBack(request);
    }

    @Bean
    @Order(5)
    SecurityFilterChain pages(HttpSecurity http) throws Exception {
        http.authorizeHttpRequests(r -> r
                // What a stream of events ends with was allowed when it began; its session may be over by then.
                .dispatcherTypeMatchers(DispatcherType.ASYNC).permitAll()
                .requestMatchers("/login", "/lamplighter.css", "/lamplighter.js", "/lamp.svg", "/favicon.ico", "/error",
                        "/webjars/htmx.org/**",
                        "/actuator/health", "/actuator/health/**")
                .permitAll()
                // Whoever has a link signs a mailbox in with it, and need not be able to sign in here.
                .requestMatchers("/again/**").permitAll().requestMatchers(SecurityWiring::isBackFromLink).permitAll()
                .requestMatchers("/mailboxes", "/mailboxes/**", "/quarantine/**", "/organisations",
                        "/organisations/**")
                .hasRole("ADMIN")
                .requestMatchers("/pipelines", "/pipelines/**").hasAnyRole("ADMIN", "MANAGER")
                .requestMatchers("/board", "/board/**", "/deals/**", "/review", "/review/**", "/warnings/**",
                        "/events")
                .hasAnyRole("REP", "MANAGER")
                .anyRequest().authenticated());
        http.formLogin(f -> f.loginPage("/login").defaultSuccessUrl("/", false)
                .failureHandler((request, response, why) -> response
                        .sendRedirect(why instanceof LockedException ? "/login?wait" : "/login?error"))
                .permitAll());
        http.logout(l -> l.logoutSuccessUrl("/login?out"));
        http.headers(h -> {
            h.contentSecurityPolicy(p -> p.policyDirectives(CONTENT_POLICY));
            h.referrerPolicy(p -> p.policy(ReferrerPolicy.SAME_ORIGIN));
        });
        return http.build();
    }
}
