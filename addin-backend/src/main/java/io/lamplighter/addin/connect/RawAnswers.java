// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.connect;

import java.nio.charset.StandardCharsets;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** Mail as it is, sent so that no browser takes it for anything but text or a file, and keeps no copy. */
public final class RawAnswers {

    private static final MediaType MAIL = MediaType.parseMediaType("message/rfc822");
    private static final MediaType TEXT = new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8);

    private RawAnswers() {}

    /** @param id for the name of the file */
    public static ResponseEntity<byte[]> of(RawMail mail, QuarantineDesk.Part part, String id) {
        ResponseEntity.BodyBuilder answer = ResponseEntity.ok().cacheControl(CacheControl.noStore())
                .header("Content-Security-Policy", "sandbox; default-src 'none'")
                .header("X-Content-Type-Options", "nosniff");
        return part == QuarantineDesk.Part.HEADER
                ? answer.contentType(TEXT).body(mail.header())
                : answer.contentType(MAIL)
                        .header(HttpHeaders.CONTENT_DISPOSITION,
                                ContentDisposition.attachment().filename("quarantine-" + id + ".eml").build()
                                        .toString())
                        .body(mail.bytes());
    }

    static ResponseEntity<byte[]> refused(String advice) {
        return ResponseEntity.status(HttpStatus.BAD_GATEWAY).cacheControl(CacheControl.noStore()).contentType(TEXT)
                .body(advice.getBytes(StandardCharsets.UTF_8));
    }
}
