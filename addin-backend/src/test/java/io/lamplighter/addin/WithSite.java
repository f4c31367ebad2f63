// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.context.annotation.Import;

/** The application runs for this test class, with a database of its own and people in it: see {@link Site}, which can be injected. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@WithServer
@Import(Site.class)
@interface WithSite {
}
