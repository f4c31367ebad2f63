// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Lamplighter as one process: HTTP, pages, schedule, and a PostgreSQL of its own unless another is configured. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class AddinApplication {

    public static void main(String[] args) {
        SpringApplication.run(AddinApplication.class, args);
    }
}
