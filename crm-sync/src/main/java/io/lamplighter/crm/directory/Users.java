// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.directory;

import io.lamplighter.crm.UserId;
import io.lamplighter.crm.sql.Column;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Our own people. How they sign in is the application's affair. */
public final class Users {

    private static final String SELECT = "select user_id, username, name, email, role from app_user ";

    private static final String ADD = """
            insert into app_user (username, name, email, role)
            values (:username, :name, :email, :role)
            on conflict (email) do update
               set name = excluded.name, role = excluded.role
            returning user_id, username, name, email, role
            """;

    private static final String INVITE = """
            insert into app_user (username, name, email, role)
            select r.email, split_part(r.email, '@', 1), r.email, 'rep'
              from unnest(:emails) as r (email)
            on conflict do nothing
            returning email
            """;

    private static final RowMapper<User> ROW = (row, i) -> new User(new UserId(row.getLong("user_id")),
            row.getString("username"), row.getString("name"), row.getString("email"),
            User.Role.parse(row.getString("role")));

    private final JdbcClient jdbc;

    public Users(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public User add(String username, String name, String email, User.Role role) {
        return jdbc.sql(ADD).param("username", username).param("name", name)
                .param("email", email.toLowerCase(Locale.ROOT)).param("role", role.word()).query(ROW).single();
    }

    public Optional<User> byUsername(String username) {
        return jdbc.sql(SELECT + "where username = :username").param("username", username).query(ROW).optional();
    }

    public Optional<User> byEmail(String email) {
        return jdbc.sql(SELECT + "where email = :email").param("email", email.toLowerCase(Locale.ROOT)).query(ROW)
                .optional();
    }

    public Optional<User> find(UserId user) {
        return jdbc.sql(SELECT + "where user_id = :user").param("user", user.value()).query(ROW).optional();
    }

    public List<User> all() {
        return jdbc.sql(SELECT + "order by name, user_id").query(ROW).list();
    }

    /** Those whose mailboxes are read and who own deals: everybody but administrators. */
    public List<User> withDeals(int limit) {
        return jdbc.sql(SELECT + "where role <> 'admin' order by name, user_id limit :limit").param("limit", limit)
                .query(ROW).list();
    }

    /** Makes sure that everybody with these addresses is a user, and returns their ids; tells of those that were added. */
    public Map<String, Long> invite(Collection<String> emails, Consumer<String> added) {
        jdbc.sql(INVITE).param("emails", Column.text(emails)).query(String.class).list().forEach(added);
        Map<String, Long> ids = new HashMap<>();
        jdbc.sql(SELECT + "where email = any (:emails)").param("emails", Column.text(emails)).query(ROW).list()
                .forEach(user -> ids.put(user.email(), user.id().value()));
        return ids;
    }
}
