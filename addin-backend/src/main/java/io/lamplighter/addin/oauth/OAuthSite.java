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
}
