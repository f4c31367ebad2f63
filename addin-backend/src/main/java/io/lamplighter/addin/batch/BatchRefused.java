// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.batch;

/** Nothing was begun; the message says what is wrong with all of it. */
public final class BatchRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BatchRefused(String advice) {
        super(advice);
    }

    public String advice() {
        return String.valueOf(getMessage());
    }
}
