// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.batch;

import java.util.Optional;

/**
 * How one row stands.
 *
 * @param state {@code waiting}, {@code connected}, {@code there} or {@code wrong}
 * @param answer what is wrong and what to do; empty while it waits
 * @param mailbox which one it is; empty where there is none
 */
public record Answered(int row, String address, String state, String answer, Optional<Long> mailbox) {}
