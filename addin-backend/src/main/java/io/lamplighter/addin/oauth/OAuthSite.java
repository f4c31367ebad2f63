// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.oauth;

/**
 * Where this installation is reached from outside.
 *
 * @param publicUrl without a slash at the end; empty for the address that the browser uses
 */
public record OAuthSite(String publicUrl) {

    public OAuthSite {
        publicUrl = publicUrl.strip().replaceAll("/+$", "");
    }

    /** Whether providers can call us: they insist on https; on this machine simulators stand in for them. */
    public boolean isReachable() {
        return publicUrl.startsWith("https://") || publicUrl.startsWith("http://127.0.0.1");
    }
}
