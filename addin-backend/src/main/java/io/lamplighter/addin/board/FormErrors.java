// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.board;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.beans.TypeMismatchException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.bind.ServletRequestBindingException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;

/** A parameter that a page needs is missing or cannot be read: the error page says so, not JSON. */
@ControllerAdvice(basePackages = {"io.lamplighter.addin.board", "io.lamplighter.addin.connect",
        "io.lamplighter.addin.oauth", "io.lamplighter.addin.batch"})
@Order(Ordered.HIGHEST_PRECEDENCE)
final class FormErrors {

    @ExceptionHandler({ServletRequestBindingException.class, TypeMismatchException.class})
    void notReadable(HttpServletResponse response) throws IOException {
        response.sendError(HttpServletResponse.SC_BAD_REQUEST);
    }
}
