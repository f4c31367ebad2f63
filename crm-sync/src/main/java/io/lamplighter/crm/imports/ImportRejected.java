// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.imports;

import java.util.List;
import java.util.stream.Collectors;

/** A file has mistakes. Nothing of it was imported. */
public final class ImportRejected extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private static final int SHOWN = 5;

    private final transient List<Problem> problems;

    ImportRejected(List<Problem> problems) {
        super("Nothing was imported: "
                + problems.stream().limit(SHOWN).map(Problem::toString).collect(Collectors.joining("; "))
                + (problems.size() > SHOWN ? "; and " + (problems.size() - SHOWN) + " more" : ""));
        this.problems = List.copyOf(problems);
    }

    /** All of them, in the order of the file. */
    public List<Problem> problems() {
        return problems;
    }
}
