// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.own;

import org.jspecify.annotations.Nullable;

/**
 * What whoever comes by a link is shown.
 *
 * @param good whether the link can be used
 * @param title "Sign anna@fernbeck.example in again"
 * @param text what it is about, or why the link is not good any more
 * @param trouble why it did not work; empty before it was tried
 * @param provider "Microsoft 365"; empty where a password is asked for
 * @param action where the form is sent
 * @param password the form for a password; null for a provider, and for a link that is not good
 */
public record AgainView(boolean good, String title, String text, String trouble, String provider, String action,
        @Nullable PasswordView password) {

    static AgainView over(String title, String text) {
        return new AgainView(false, title, text, "", "", "", null);
    }

    AgainView because(String why) {
        return new AgainView(good, title, text, why, provider, action, password);
    }
}
