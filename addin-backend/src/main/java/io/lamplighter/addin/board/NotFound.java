// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.board;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;

/** There is nothing at this address, or nothing that this reader may see: whoever asks cannot tell which. */
@ResponseStatus(HttpStatus.NOT_FOUND)
public final class NotFound extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public NotFound() {
        super("nothing at this address", null, false, false);
    }

    /** The number in an address; what is no number names nothing. */
    public static long id(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException notANumber) {
            throw new NotFound();
        }
    }
}
