// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.board;

/**
 * The rest of a list.
 *
 * @param href where the next page comes from, with its keyset position; the answer is the same fragment again
 * @param label "Show 15 more bright deals"
 */
public record More(String href, String label) {}
