// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.imap;

import io.lamplighter.ingest.SourceId;

/** A {@link SourceId} taken apart: {@code folder/UIDVALIDITY/UID}; the folder's name may itself hold slashes. */
record ImapSource(String folder, long validity, long uid) {

    static ImapSource parse(SourceId source) {
        String value = source.value();
        int last = value.lastIndexOf('/');
        int middle = value.lastIndexOf('/', last - 1);
        return new ImapSource(value.substring(0, middle), Long.parseLong(value.substring(middle + 1, last)),
                Long.parseLong(value.substring(last + 1)));
    }

    String prefix() {
        return FolderPosition.prefix(folder, validity);
    }
}
