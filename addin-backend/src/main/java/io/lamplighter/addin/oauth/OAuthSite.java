// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.oauth;

import java.net.URI;
import java.util.Set;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/**
 * Where this installation is reached from outside.
 *
 * @param publicUrl without a slash at the end; empty for the address that the browser uses
 */
public record OAuthSite(String publicUrl) {

    public OAuthSite {
        publicUrl = publicUrl.strip().replaceAll("/+$", "");
    }

    public static final String CALLBACK = "/connect/callback";

    /** Where providers send browsers back to; only while a request is being answered. */
    public String callback() {
        return to(CALLBACK);
    }

    /** The whole address of a page; only while a request is being answered. */
    public String to(String path) {
        return publicUrl.isEmpty()
                ? ServletUriComponentsBuilder.fromCurrentContextPath().path(path).build().toUriString()
                : publicUrl + path;
    }

    /** Whether providers can call us: they insist on https; on this machine simulators stand in for them. */
    public boolean isReachable() {
        return publicUrl.startsWith("https://") || publicUrl.matches("http://(127\\.0\\.0\\.1|localhost)(:\\d+)?");
    }

    /** Whether a simulator on this machine is meant, where nobody writes on the way. */
    public static boolean isOnThisMachine(URI address) {
        return Set.of("127.0.0.1", "localhost").contains(String.valueOf(address.getHost()));
    }
}
