// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.graph;

import io.lamplighter.ingest.mailbox.Change.Place;

/**
 * A mail folder that is read.
 *
 * @param path its name and those of the folders it is in, in the mailbox's own language
 * @param messages how many there are in it
 */
record Folder(String id, String path, Place place, long messages) {}
