// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.samples.world;

import jakarta.mail.internet.InternetAddress;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;

/**
 * Somebody who writes or receives mail.
 *
 * @param name empty where a mail has only the address
 */
public record Person(String name, String address) {

    /** As it stands in a header, encoded where it must be. */
    String inHeader() {
        try {
            return new InternetAddress(address, name.isEmpty() ? null : name, StandardCharsets.UTF_8.name()).toString();
        } catch (UnsupportedEncodingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** As mail programs show it in the text of a reply. */
    String shown() {
        return name.isEmpty() ? address : name + " <" + address + ">";
    }
}
