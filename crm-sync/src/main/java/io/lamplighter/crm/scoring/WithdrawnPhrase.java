// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.scoring;

import java.time.Instant;

/**
 * A phrase that somebody said is not to be learned.
 *
 * @param words as it was shown to them
 * @param note why; may be empty
 */
public record WithdrawnPhrase(PhraseKey key, String words, String note, String by, Instant at) {}
