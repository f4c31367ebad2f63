// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.origin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.lamplighter.ingest.Mails;
import io.lamplighter.ingest.mime.Message;
import io.lamplighter.ingest.origin.Failure.Reason;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailuresTest {

    @ParameterizedTest
    @CsvSource({"bounce-hard, UNKNOWN_USER, true", "bounce-full, MAILBOX_FULL, false", "bounce-delayed, NETWORK, false",
            "bounce-qmail, UNKNOWN_USER, true", "bounce-exim, UNKNOWN_USER, true", "bounce-german, UNKNOWN_USER, true",
            "bounce-complaint, COMPLAINT, false"})
    void saysWhyAndWhetherForGood(String name, Reason reason, boolean hard) {
        List<Failure> failures = in(name);

        assertThat(failures).singleElement().satisfies(failure -> {
            assertThat(failure.recipient()).isEqualTo("anna@buyer.example");
            assertThat(failure.reason()).isEqualTo(reason);
            assertThat(failure.isHard()).isEqualTo(hard);
        });
    }

    @Test
    void keepsRecipientsApart() {
        assertThat(in("bounce-three")).extracting(Failure::recipient, Failure::reason).containsExactly(
                tuple("anna@buyer.example", Reason.UNKNOWN_USER),
                tuple("lee@buyer.example", Reason.MAILBOX_FULL),
                tuple("kim@buyer.example", Reason.SPAM));
    }

    @Test
    void goodNewsIsNoFailure() {
        assertThat(in("receipt-delivered")).isEmpty();
    }

    private static List<Failure> in(String name) {
        return Failures.in(Message.read(Mails.mail("origin", name)));
    }
}
