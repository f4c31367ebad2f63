// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.batch;

import io.lamplighter.addin.board.Csv;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;

/** What came of each row, as a table to be worked through beside the file that was sent. It holds no password. */
public final class AnswersFile {

    private static final String TYPE = "text/csv;charset=UTF-8";

    private AnswersFile() {}

    public static ResponseEntity<String> of(Standing standing) {
        String name = "mailboxes-" + standing.id() + ".csv";
        return ResponseEntity.ok().header(HttpHeaders.CONTENT_TYPE, TYPE)
                .header(HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment().filename(name).build().toString())
                .body(table(standing));
    }

    private static String table(Standing standing) {
        Csv csv = new Csv().text("row").text("address").text("state").text("answer").text("mailbox").end();
        for (Answered item : standing.items()) {
            csv.number(item.row()).text(item.address()).text(item.state()).text(item.answer());
            item.mailbox().ifPresentOrElse(csv::number, csv::empty);
            csv.end();
        }
        return csv.toString();
    }
}
