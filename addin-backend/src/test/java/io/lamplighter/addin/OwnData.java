// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/** A directory for the embedded database and the key file. */
final class OwnData implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        try {
            TestPropertyValues
                    .of("lamplighter.data-dir=" + Files.createTempDirectory(Path.of("target"), "site-data"))
                    .applyTo(context);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
