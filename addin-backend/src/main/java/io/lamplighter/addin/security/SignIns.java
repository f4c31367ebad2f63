// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.security;

import io.lamplighter.crm.UserId;
import java.util.Locale;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.crypto.password.PasswordEncoder;

/** Users who sign in with a password. A user without one cannot. */
public final class SignIns implements UserDetailsService {

    private static final String FIND = """
            select u.username, u.role, s.password_hash
              from app_user u
              join sign_in s using (user_id)
             where u.username = :name or u.email = lower(:name)
            """;

    private static final String SET = """
            insert into sign_in (user_id, password_hash)
            values (:user, :hash)
            on conflict (user_id) do update
               set password_hash = excluded.password_hash, changed_at = now()
            """;

    // Of the table's own number, so that no other lock has the same.
    private static final String ALONE = "select pg_advisory_xact_lock('sign_in'::regclass::oid::int, 1)";

    private final JdbcClient jdbc;
    private final PasswordEncoder encoder;

    public SignIns(JdbcClient jdbc, PasswordEncoder encoder) {
        this.jdbc = jdbc;
        this.encoder = encoder;
    }

    @Override
    public UserDetails loadUserByUsername(String name) {
        return jdbc.sql(FIND).param("name", name).query((row, i) -> User
                .withUsername(row.getString("username")).password(row.getString("password_hash"))
                .roles(row.getString("role").toUpperCase(Locale.ROOT)).build())
                .optional().orElseThrow(() -> new UsernameNotFoundException("nobody of this name can sign in"));
    }

    public void setPassword(UserId user, String password) {
        jdbc.sql(SET).param("user", user.value()).param("hash", encoder.encode(password)).update();
    }

    /** Lets nobody else come here until the transaction ends. */
    void alone() {
        jdbc.sql(ALONE).query(row -> {});
    }

    /** Whether anybody can sign in at all. */
    public boolean isEmpty() {
        return jdbc.sql("select not exists (select from sign_in)").query(Boolean.class).single();
    }
}
