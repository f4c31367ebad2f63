// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.wiring;

/** This process, as the others know it. */
record ThisNode(String id) {}
