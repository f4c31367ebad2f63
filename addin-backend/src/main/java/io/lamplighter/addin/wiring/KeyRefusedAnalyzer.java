// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.wiring;

import io.lamplighter.addin.connect.KeyRefused;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Whoever starts a server with the wrong encryption key reads what to do about it, and no stack trace. */
final class KeyRefusedAnalyzer extends AbstractFailureAnalyzer<KeyRefused> {

    @Override
    protected FailureAnalysis analyze(Throwable root, KeyRefused refused) {
        return new FailureAnalysis(refused.why(), refused.toDo(), root);
    }
}
