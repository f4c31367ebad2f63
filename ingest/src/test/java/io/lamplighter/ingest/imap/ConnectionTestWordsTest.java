// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.imap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.lamplighter.ingest.mailbox.HostLookup;
import io.lamplighter.ingest.mailbox.MailboxFailure;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What servers said to others who could not sign in, word for word, and what we make of it. */
class ConnectionTestWordsTest {

    private static final HostLookup HERE = host -> List.of(InetAddress.getLoopbackAddress());

    private final ScriptedImap server = new ScriptedImap();

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            imap.gmail.com | NO [AUTHENTICATIONFAILED] Invalid credentials (Failure) | SignInAgain | Check the user name and the password. Connect it with Google
            imap.gmail.com | NO [ALERT] Application-specific password required: https://support.google.com/accounts/answer/185833 (Failure) | SignInAgain | wants an app password here
            imap.gmail.com | NO [ALERT] Application-specific password required: https://support.google.com/accounts/answer/185833 (Failure) | SignInAgain | myaccount.google.com/apppasswords
            imap.gmail.com | NO [ALERT] Your account is not enabled for IMAP use. Please visit your Gmail settings page and enable your account for IMAP access. (Failure) | ChangeSettings | IMAP is switched off for anna@seller.example
            imap.gmail.com | NO [ALERT] IMAP access is disabled for your domain. Please contact your domain administrator for questions about this feature. (Failure) | ChangeSettings | switched off for the whole organisation
            imap.gmail.com | NO [ALERT] Please log in via your web browser: https://support.google.com/mail/accounts/answer/78754 (Failure) | SignInAgain | blocked the sign-in by a rule of its own
            imap.gmail.com | NO [ALERT] Too many simultaneous connections. (Failure) | TryLater | too many programs are connected
            imap.gmail.com | NO [ALERT] Account exceeded command or bandwidth limits. (Failure) | TryLater | cannot sign anybody in now
            outlook.office365.com | NO LOGIN failed. | SignInAgain | takes no password over IMAP any more
            outlook.office365.com | NO AUTHENTICATE failed. | SignInAgain | Connect this mailbox with Microsoft 365
            imap-mail.outlook.com | NO Basic authentication is disabled. | SignInAgain | Connect this mailbox with Microsoft 365
            outlook.office365.com | BAD User is authenticated but not connected. | SignInAgain | opens no mailbox for it
            imap.mail.yahoo.com | NO [AUTHENTICATIONFAILED] LOGIN Invalid credentials | SignInAgain | Yahoo wants an app password
            imap.mail.me.com | NO [AUTHENTICATIONFAILED] Authentication failed | SignInAgain | app-specific password
            imap.yandex.com | NO [AUTHENTICATIONFAILED] LOGIN invalid credentials or IMAP is disabled sc=cYXlpv732Cg1_010534_2 | SignInAgain | Either IMAP is switched off
            imap.mail.ru | NO [AUTHENTICATIONFAILED] NEOBHODIM parol prilozheniya https://help.mail.ru/mail/security/protection/external / Application password is REQUIRED | SignInAgain | wants an app password here
            imap.qq.com | NO Login fail. Account is abnormal, service is not open, password is incorrect, login frequency limited, or system is busy. More information at https://service.mail.qq.com/detail/0/1086 | SignInAgain | 授权码
            imap.zoho.com | NO [ALERT] You are yet to enable IMAP for your account. Please contact your administrator (Failure) | ChangeSettings | IMAP access
            imap.web.de | NO authentication failed | SignInAgain | many providers want an app password here
            mail.seller.example | NO [AUTHENTICATIONFAILED] Authentication failed. | SignInAgain | Check the user name and the password
            mail.seller.example | NO [UNAVAILABLE] Temporary authentication failure. [mail:2026-11-20 10:00:00] | TryLater | cannot sign anybody in now
            mail.seller.example | NO [LIMIT] Maximum number of connections from user+IP exceeded (mail_max_userip_connections=10) | TryLater | too many programs are connected
            mail.seller.example | NO [PRIVACYREQUIRED] Plaintext authentication disallowed on non-secure (SSL/TLS) connections. | ChangeSettings | Choose TLS or STARTTLS
            mail.seller.example | NO [EXPIRED] That password is no longer valid. | SignInAgain | has expired
            mail.seller.example | NO [CONTACTADMIN] Sign-in from this country is not allowed. | SignInAgain | ask the mail administrator
            mail.seller.example | NO Too many login failures, try again in 15 minutes | TryLater | Wait before trying again
            """)
    void saysWhatIsWrongAndWhatToDo(String host, String answer, String kind, String words) {
        server.answers("LOGIN", "% " + answer);

        MailboxFailure failure = catchThrowableOfType(MailboxFailure.class,
                () -> ImapConnector.test(server.account(host), HERE));

        assertThat(failure.getClass().getSimpleName()).isEqualTo(kind);
        assertThat(failure.advice()).contains(words).doesNotContain("secret");
    }

    @Test
    void saysThatNetEaseDidNotWantToOpenTheInbox() {
        server.answers("EXAMINE", "% NO EXAMINE Unsafe Login. Please contact kefu@188.com for help");

        MailboxFailure failure = catchThrowableOfType(MailboxFailure.class,
                () -> ImapConnector.test(server.account("imap.163.com"), HERE));

        assertThat(failure).isInstanceOf(MailboxFailure.SignInAgain.class);
        assertThat(failure.advice()).contains("blocked the sign-in by a rule of its own").contains("授权码");
    }

    @Test
    void tellsNetEaseWhoItIs() {
        server.answers("CAPABILITY", "* CAPABILITY IMAP4rev1 ID IDLE", "% OK done").answers("ID", "* ID NIL",
                "% OK done");

        ImapConnector.test(server.account("imap.126.com"), HERE);

        assertThat(server.heard()).anyMatch(line -> line.matches("(?i)ID \\(\"?name\"? \"?Lamplighter\"?\\)"));
    }

    @Test
    void saysThatOneConnectionTooManyIsTurnedAwayAtTheDoor() {
        server.greets("* BYE Too many connections from your address");

        MailboxFailure failure = catchThrowableOfType(MailboxFailure.class,
                () -> ImapConnector.test(server.account(), HERE));

        assertThat(failure).isInstanceOf(MailboxFailure.TryLater.class);
        assertThat(failure.advice()).contains("too many programs are connected");
    }

    @Test
    void showsNoControlCharactersAndNoNovel() {
        server.answers("LOGIN", "% NO [AUTHENTICATIONFAILED] \u0007" + "x".repeat(900));

        MailboxFailure failure = catchThrowableOfType(MailboxFailure.class,
                () -> ImapConnector.test(server.account(), HERE));

        assertThat(failure.advice().length()).isLessThan(500);
        assertThat(failure.advice()).doesNotContainPattern("\\p{Cntrl}");
    }
}
