// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.scoring;

import io.lamplighter.sentiment.SentimentScorer;

/** Which scorer is to be used now. Asked before each batch; what is learned in between counts for the next. */
@FunctionalInterface
public interface CurrentScorer {

    SentimentScorer now();
}
