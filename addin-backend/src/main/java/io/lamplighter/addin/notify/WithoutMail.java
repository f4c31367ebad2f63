// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.notify;

import io.lamplighter.crm.UserId;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who does not want to be told by mail. */
public final class WithoutMail {

    private static final String FIND = "select exists (select from without_mail where user_id = :user)";

    private static final String ADD = "insert into without_mail (user_id) values (:user) on conflict do nothing";

    private static final String REMOVE = "delete from without_mail where user_id = :user";

    private final JdbcClient jdbc;

    public WithoutMail(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    boolean includes(UserId user) {
        return jdbc.sql(FIND).param("user", user.value()).query(Boolean.class).single();
    }

    void set(UserId user, boolean without) {
        jdbc.sql(without ? ADD : REMOVE).param("user", user.value()).update();
    }
}
