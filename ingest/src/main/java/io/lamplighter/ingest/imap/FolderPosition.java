// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.imap;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How far one folder is read. Every UID from {@code downTo} to {@code upTo} is stored: new mail raises {@code upTo},
 * history lowers {@code downTo} until it reaches 1.
 *
 * @param validity the UIDVALIDITY the UIDs belong to (RFC 3501 §2.3.1.1)
 * @param reachedBack receive time, in epoch seconds, of the oldest message read so far: which folder's history is next
 * @param held how many messages the folder should still have of those that were read; another count means expunges
 * @param replaces the UIDVALIDITYs this reading replaces, whose copies are swept once it is complete
 * @param modseq expunges up to this mod-sequence are told (RFC 7162); 0 where there is none, then they are found by count
 */
record FolderPosition(String folder, long validity, long upTo, long downTo, long reachedBack, long held,
        List<Long> replaces, long modseq) {

    private static final String NONE = "0";

    FolderPosition {
        replaces = List.copyOf(replaces);
    }

    /** Where reading of a folder begins: at its end, with all of its history before it. */
    static FolderPosition atEnd(String folder, FolderStatus status, List<Long> replaces) {
        return new FolderPosition(folder, status.validity(), status.uidNext() - 1, status.uidNext(), Long.MAX_VALUE, 0,
                replaces.stream().filter(old -> old != status.validity()).toList(), status.modseq());
    }

    boolean hasHistory() {
        return downTo > 1;
    }

    boolean hasNews(FolderStatus status) {
        return upTo + 1 < status.uidNext();
    }

    FolderPosition readUpTo(long uid, int messages) {
        return new FolderPosition(folder, validity, uid, downTo, reachedBack, held + messages, replaces,
                modseq);
    }

    FolderPosition readDownTo(long uid, long oldest, int messages) {
        return new FolderPosition(folder, validity, upTo, uid, Math.min(reachedBack, oldest), held + messages,
                replaces, modseq);
    }

    /** What the folder held when the run began is what it holds here: every expunge up to then is told. */
    FolderPosition holding(FolderStatus status) {
        return new FolderPosition(folder, validity, upTo, downTo, reachedBack, status.messages(), replaces,
                status.modseq());
    }

    /** Under which UIDVALIDITYs copies may be stored: a folder can be made anew while it is still being read again. */
    List<Long> generations() {
        return Stream.concat(replaces.stream(), Stream.of(validity)).distinct().toList();
    }

    FolderPosition swept() {
        return new FolderPosition(folder, validity, upTo, downTo, reachedBack, held, List.of(), modseq);
    }

    /** What the sources of this folder's copies begin with. */
    String prefix() {
        return prefix(folder, validity);
    }

    static String prefix(String folder, long validity) {
        return folder + "/" + validity + "/";
    }

    String format() {
        return URLEncoder.encode(folder, StandardCharsets.UTF_8) + " " + validity + " " + upTo + " " + downTo + " "
                + reachedBack + " " + held + " "
                + (replaces.isEmpty() ? NONE : replaces.stream().map(String::valueOf).collect(Collectors.joining(",")))
                + " " + modseq;
    }

    /** Reads what version 1 wrote, without mod-sequences, too. */
    static FolderPosition parse(String line) {
        String[] f = line.split(" ");
        return new FolderPosition(URLDecoder.decode(f[0], StandardCharsets.UTF_8), Long.parseLong(f[1]),
                Long.parseLong(f[2]), Long.parseLong(f[3]), Long.parseLong(f[4]), Long.parseLong(f[5]),
                f[6].equals(NONE) ? List.of() : Stream.of(f[6].split(",")).map(Long::valueOf).toList(),
                f.length > 7 ? Long.parseLong(f[7]) : 0);
    }
}
