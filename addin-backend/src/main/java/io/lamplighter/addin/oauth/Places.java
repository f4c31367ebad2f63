// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.oauth;

import io.lamplighter.ingest.google.GoogleHosts;
import java.net.URI;

/**
 * Where the providers answer.
 *
 * @param graph with its version
 * @param googleTokens where Google gives tokens to service accounts
 */
public record Places(URI graph, GoogleHosts google, URI googleTokens) {}
