// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.api;

import io.lamplighter.addin.batch.BatchRefused;
import io.lamplighter.addin.connect.MailboxConnections;
import io.lamplighter.addin.oauth.OAuthDesk;
import io.lamplighter.crm.imports.ImportRejected;
import io.lamplighter.crm.upload.UploadRefused;
import io.lamplighter.ingest.mailbox.MailboxFailure;
import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Errors of the API as Problem Details (RFC 9457): what is wrong, where, and what would be right. */
@RestControllerAdvice(basePackageClasses = Problems.class)
class Problems extends ResponseEntityExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

    @ExceptionHandler
    ProblemDetail on(ImportRejected rejected) {
        ProblemDetail detail = problem(HttpStatus.UNPROCESSABLE_CONTENT, "import-rejected", "The file has mistakes",
                rejected.getMessage());
        detail.setProperty("problems", rejected.problems());
        return detail;
    }

    @ExceptionHandler
    ProblemDetail on(MailboxFailure failure) {
        ProblemDetail detail = problem(HttpStatus.UNPROCESSABLE_CONTENT, "mailbox-unreadable",
                "The mailbox cannot be read",
                failure.advice());
        detail.setProperty("next", switch (failure) {
            case MailboxFailure.TryLater later -> "try later";
            case MailboxFailure.StartOver again -> "start over";
            case MailboxFailure.SignInAgain gone -> "sign in again";
            case MailboxFailure.ChangeSettings wrong -> "change settings";
        });
        return detail;
    }

    @ExceptionHandler
    ProblemDetail on(MailboxConnections.AlreadyConnected there) {
        return problem(HttpStatus.CONFLICT, "already-connected", "Already connected", there.getMessage());
    }

    @ExceptionHandler
    ProblemDetail on(UploadRefused refused) {
        String reason = refused.reason().name().toLowerCase(Locale.ROOT).replace('_', '-');
        return problem(TranscriptApi.status(refused.reason()), "upload-" + reason, "This cannot be put on the deal",
                refused.sentence());
    }

    @ExceptionHandler
    ProblemDetail on(BatchRefused refused) {
        return problem(HttpStatus.UNPROCESSABLE_CONTENT, "import-refused", "The mailboxes cannot be connected",
                refused.advice());
    }

    @ExceptionHandler
    ProblemDetail on(OAuthDesk.Refused refused) {
        return problem(HttpStatus.UNPROCESSABLE_CONTENT, "refused", "This cannot be connected", refused.getMessage());
    }

    @ExceptionHandler
    ProblemDetail on(BadRequest wrong) {
        return problem(HttpStatus.BAD_REQUEST, "bad-request", "This cannot be asked", wrong.getMessage());
    }

    @ExceptionHandler
    ProblemDetail on(NotFound missing) {
        return problem(HttpStatus.NOT_FOUND, "not-found", "Not there", missing.getMessage());
    }

    /** Our own mistake. What it says may quote a row, so only its kind is logged, and nothing of it is shown. */
    @ExceptionHandler
    ProblemDetail on(RuntimeException ours) {
        LOG.atError().addKeyValue("error", ours.getClass().getName())
                .addKeyValue("at", ours.getStackTrace().length == 0 ? "" : ours.getStackTrace()[0])
                .log("a call failed");
        return problem(HttpStatus.INTERNAL_SERVER_ERROR, "failure", "Lamplighter failed",
                "The call failed inside Lamplighter. Nothing was changed. The log names the place.");
    }

    private static ProblemDetail problem(HttpStatus status, String type, String title, @Nullable String detail) {
        ProblemDetail problem = ProblemDetail.forStatus(status);
        problem.setType(URI.create("urn:lamplighter:" + type));
        problem.setTitle(title);
        problem.setDetail(detail);
        return problem;
    }
}
