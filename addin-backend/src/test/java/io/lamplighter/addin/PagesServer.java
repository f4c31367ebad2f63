// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin;

import io.lamplighter.crm.directory.Users;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** The running application with the deals of {@link PagesWorld} in it, to be looked at in a browser. */
final class PagesServer {

    private PagesServer() {}

    public static void main(String[] args) {
        ConfigurableApplicationContext context = SpringApplication.run(AddinApplication.class, args);
        if (context.getBean(Users.class).byUsername("marta").isEmpty()) {
            new PagesWorld(context).build();
        }
    }
}
