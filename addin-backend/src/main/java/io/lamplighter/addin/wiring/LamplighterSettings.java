// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.wiring;

import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What concerns the whole process.
 *
 * @param dataDir where the embedded database and the key file live
 * @param zone time zone of pages and reports; empty for the machine's own
 * @param secretKey 32 octets in base64 that encrypt the secrets of connections; empty to keep one in the data directory
 * @param formerSecretKeys keys that stored secrets may still be sealed with, until they are sealed anew
 * @param lostSecretKey the id of the key that the database asks for and nobody has any more; what it sealed is given up
 * @param adminPassword first password of the user {@code admin}; empty to make one up and print it once
 */
@ConfigurationProperties("lamplighter")
public record LamplighterSettings(@DefaultValue("./lamplighter-data") Path dataDir, @DefaultValue("") String zone,
        @DefaultValue("") String secretKey, @DefaultValue List<String> formerSecretKeys,
        @DefaultValue("") String lostSecretKey,
        @DefaultValue("") String adminPassword) {

    public ZoneId zoneId() {
        return zone.isBlank() ? ZoneId.systemDefault() : ZoneId.of(zone);
    }
}
