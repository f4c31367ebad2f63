// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.samples;

import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** Tells the page of the mailboxes that there is a page on which providers can be made to fail. */
@ControllerAdvice(basePackages = "io.lamplighter.addin.connect")
final class FaultLink {

    @ModelAttribute("samplePage")
    String samplePage() {
        return FaultPages.PATH;
    }
}
