// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin;

import org.junit.jupiter.api.BeforeAll;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The application runs for this test class, with a Microsoft that gives what it is told to give, and two people have signed in. */
@WithSite
abstract class MicrosoftSite {

    /** One for all classes, as settings are looked up before any of them is made. */
    static final StandIn MICROSOFT = new StandIn();
    static final MicrosoftSignIn SIGN_IN = new MicrosoftSignIn(MICROSOFT);
    static final MicrosoftTenant TENANT = new MicrosoftTenant(MICROSOFT);

    @Autowired
    Site site;
    Browser admin;
    Browser rep;

    @DynamicPropertySource
    static void microsoft(DynamicPropertyRegistry registry) {
        MicrosoftSignIn.register(registry, MICROSOFT);
    }

    @BeforeAll
    void peopleSignIn() {
        MICROSOFT.resetAll();
        admin = site.signIn("ewa");
        rep = site.signIn("anna");
    }
}
