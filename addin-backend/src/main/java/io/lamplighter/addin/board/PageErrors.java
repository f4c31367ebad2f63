// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.board;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** Nobody answers at an address: programs that called the API get a problem as JSON, people get the error page. */
@ControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
final class PageErrors {

    @ExceptionHandler
    @Nullable
    ResponseEntity<ProblemDetail> nothingHere(NoResourceFoundException failure, HttpServletRequest request,
            HttpServletResponse response) throws IOException {
        return answer(failure, request, response);
    }

    @ExceptionHandler
    @Nullable
    ResponseEntity<ProblemDetail> otherMethod(HttpRequestMethodNotSupportedException failure,
            HttpServletRequest request, HttpServletResponse response) throws IOException {
        return answer(failure, request, response);
    }

    /** The length was not said beforehand, or only the file itself is too long. */
    @ExceptionHandler
    @Nullable
    ResponseEntity<ProblemDetail> tooLarge(MaxUploadSizeExceededException failure, HttpServletRequest request,
            HttpServletResponse response) throws IOException {
        return answer(failure, request, response);
    }

    private static @Nullable ResponseEntity<ProblemDetail> answer(org.springframework.web.ErrorResponse failure,
            HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (request.getRequestURI().startsWith("/api/")) {
            return ResponseEntity.status(failure.getStatusCode()).headers(failure.getHeaders()).body(failure.getBody());
        }
        response.sendError(failure.getStatusCode().value());
        return null;
    }
}
