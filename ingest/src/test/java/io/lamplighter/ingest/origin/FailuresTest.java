// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.origin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.lamplighter.ingest.Mails;
import io.lamplighter.ingest.Origin.Kind;
import io.lamplighter.ingest.mime.Message;
import io.lamplighter.ingest.origin.Failure.Reason;
import io.lamplighter.ingest.sync.Written;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class FailuresTest {

    @ParameterizedTest
    @CsvSource({"bounce-hard, USER_UNKNOWN, true", "bounce-full, MAILBOX_FULL, false",
            "bounce-delayed, EXPIRED, false",
            "bounce-qmail, USER_UNKNOWN, true", "bounce-exim, USER_UNKNOWN, true", "bounce-german, USER_UNKNOWN, true",
            "bounce-complaint, FEEDBACK, false"})
    void saysWhyAndWhetherForGood(String name, Reason reason, boolean hard) {
        List<Failure> failures = in(name);

        assertThat(failures).singleElement().satisfies(failure -> {
            assertThat(failure.recipient()).isEqualTo("anna@buyer.example");
            assertThat(failure.reason()).isEqualTo(reason);
            assertThat(failure.isHard()).isEqualTo(hard);
        });
    }

    static Stream<Arguments> answers() {
        return Mails.text("bounces", "README.md").lines().filter(line -> line.startsWith("| "))
                .map(line -> List.of(line.split("\\|")))
                .filter(cells -> !cells.get(1).contains("file") && !cells.get(1).contains("--"))
                .map(cells -> Arguments.of(cells.get(1).strip(), cells.get(2).strip(), cells.get(3).strip()));
    }

    @ParameterizedTest
    @MethodSource("answers")
    void readsTheFormsOfManySystems(String name, String recipient, String reason) {
        Message message = Message.read(Mails.mail("bounces", name));

        assertThat(OriginReader.judge(message, Written.of(message)).kind()).isEqualTo(Kind.BOUNCE);
        assertThat(Failures.in(message)).first().satisfies(failure -> {
            assertThat(failure.reason().word()).isEqualTo(reason);
            assertThat(failure.recipient()).isEqualTo(recipient);
        });
    }

    @Test
    void everyFileHasAnAnswer() {
        assertThat(answers().map(answer -> answer.get()[0]))
                .containsExactlyInAnyOrderElementsOf(Mails.names("bounces"));
    }

    @Test
    void keepsRecipientsApart() {
        assertThat(in("bounce-three")).extracting(Failure::recipient, Failure::reason).containsExactly(
                tuple("anna@buyer.example", Reason.USER_UNKNOWN),
                tuple("lee@buyer.example", Reason.MAILBOX_FULL),
                tuple("kim@buyer.example", Reason.SPAM_DETECTED));
    }

    @Test
    void goodNewsIsNoFailure() {
        assertThat(in("receipt-delivered")).isEmpty();
    }

    private static List<Failure> in(String name) {
        return Failures.in(Message.read(Mails.mail("origin", name)));
    }
}
