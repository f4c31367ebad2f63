// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.samples;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The files in a folder and in those within it that {@link ReadMail} knows by their names, in order. */
final class Folder extends SimpleFileVisitor<Path> {
    private final List<Path> files = new ArrayList<>();
    private final BiConsumer<Path, IOException> failures;

    private Folder(BiConsumer<Path, IOException> failures) {
        this.failures = failures;
    }

    /** @param failures told what could not be looked into; the rest is still found */
    static List<Path> files(Path root, BiConsumer<Path, IOException> failures) {
        Folder folder = new Folder(failures);
        try {
            Files.walkFileTree(root, folder);
        } catch (IOException e) {
            failures.accept(root, e);
        }
        return folder.files.stream().sorted().toList();
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
        // A link counts as what it leads to, unless that is a folder: so nothing is walked in circles.
        if (FileKind.isKnown(file) && Files.isRegularFile(file)) {
            files.add(file);
        }
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException why) {
        failures.accept(file, why);
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException why) {
        if (why != null) {
            failures.accept(folder, why);
        }
        return FileVisitResult.CONTINUE;
    }
}
