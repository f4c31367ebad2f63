// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.origin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said in one line, with nothing else to go by. */
class RefusalWordsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "550 5.1.1 <anna@buyer.example>: Recipient address rejected: User unknown in local recipient table | userunknown",
            "550 5.1.1 The email account that you tried to reach does not exist | userunknown",
            "550 No such user here (in reply to RCPT TO command) | userunknown",
            "450 4.2.2 The recipient's inbox is out of storage space | mailboxfull",
            "552 5.2.2 Mailbox quota exceeded | mailboxfull", "422 User is over quota | mailboxfull",
            "550 5.2.1 The email account that you tried to reach is disabled | suspend",
            "552 5.3.4 Message size exceeds fixed limit | mesgtoobig",
            "552 5.2.3 Message size exceeds what this mailbox takes | exceedlimit",
            "554 5.7.1 Message content rejected: this looks like spam | spamdetected",
            "554 5.7.1 Service unavailable; Client host [192.0.2.1] blocked using zen.spamhaus.org | blocked",
            "550 5.7.1 Your message was infected with a virus | virusdetected",
            "550 5.7.26 This mail has been blocked because the sender is unauthenticated. | authfailure",
            "550 5.7.23 The message was rejected because of Sender Policy Framework violation | authfailure",
            "550 5.7.25 The IP address sending this message does not have a PTR record setup | requireptr",
            "554 5.7.1 <anna@buyer.example>: Relay access denied | norelaying",
            "450 4.7.1 Client host rejected: cannot find your hostname, [192.0.2.1] | requireptr",
            "550 5.1.8 Sender address rejected: Domain not found | rejected",
            "550 5.1.2 Host or domain name not found | hostunknown",
            "550 5.7.606 Access denied, banned sending IP | blocked",
            "451 4.7.650 The mail server has been temporarily rate limited due to IP reputation | badreputation",
            "554 5.7.9 Message not accepted for policy reasons | policyviolation",
            "451 4.3.0 Internal server error | systemerror", "452 4.3.1 Insufficient system storage | systemfull",
            "554 5.4.6 Too many hops | networkerror", "554 5.4.7 Delivery time expired | expired",
            "421 4.4.2 Connection timed out | expired", "452 4.5.3 Too many recipients | toomanyconn",
            "550 5.6.0 Lone CR or LF in body | contenterror", "503 Bad sequence of commands | syntaxerror",
            "556 5.1.10 Recipient address has null MX | notaccept", "521 mx.buyer.example | notaccept",
            "530 5.7.0 Must issue a STARTTLS command first | syntaxerror", "451 Try later | onhold",
            "550 Benutzer unbekannt (in reply to RCPT TO command) | userunknown"})
    void knowsTheReason(String said, String reason) {
        String status = StatusBlocks.code(said, "");

        assertThat(Reasons.of(Refusal.of("smtp; " + said, "", status, "failed")).word()).isEqualTo(reason);
    }

    @Test
    void nothingSaidIsNoReason() {
        assertThat(Reasons.of(Refusal.of("", "", "", "")).word()).isEqualTo("undefined");
        assertThat(Reasons.of(Refusal.of("", "", "", "delayed")).word()).isEqualTo("expired");
    }
}
