// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.own;

import io.lamplighter.addin.board.ConnectForm;
import org.jspecify.annotations.Nullable;

/**
 * The page on which a mailbox that is read over IMAP is signed in again.
 *
 * @param action where the form is sent
 * @param byToken whether it signs in with a token of a provider of one's own
 * @param refreshes whether that comes of a refresh token
 * @param source "login.example.com, as client lamp"; empty without a token
 * @param fields how the server is reached
 * @param mayMove whether another server can be named
 * @param test why it was refused; null before it was tried
 * @param back where the way out leads; empty for nowhere
 */
public record PasswordView(String action, String address, boolean byToken, boolean refreshes, String source,
        ConnectForm.Fields fields, boolean mayMove, ConnectForm.@Nullable Test test, String back) {}
