// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.oauth;

import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import org.springframework.ui.Model;

/**
 * Sends the browser to a provider. Not by a redirect: what follows the sending of a form is held to {@code form-action} to its last
 * hop (as Chrome does), and where an organisation signs its people in is nobody's to list.
 */
public final class Leaving {

    private Leaving() {}

    public static String to(URI provider, String label, Model model, HttpServletResponse response) {
        response.setHeader("Refresh", "0; url=" + provider);
        response.setHeader("Cache-Control", "no-store");
        model.addAttribute("href", provider.toString());
        model.addAttribute("label", label);
        return "leave";
    }
}
