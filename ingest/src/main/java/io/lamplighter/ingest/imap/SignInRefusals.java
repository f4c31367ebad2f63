// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.imap;

import io.lamplighter.ingest.mailbox.MailboxFailure;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Says in words why a server let nobody in and what to do about it. Servers say it in free text; the texts here were all seen
 * in bug reports about mail programs. The order decides: what says more comes first.
 */
final class SignInRefusals {

    /** What is wrong. */
    enum Kind {
        BUSY, TOO_MANY_CONNECTIONS, LOCKED, UNENCRYPTED, NO_BASIC_SIGN_IN, APP_PASSWORD, IMAP_OFF, IMAP_OFF_BY_ADMIN,
        BLOCKED, NO_MAILBOX, EXPIRED, IMAP_OFF_OR_WRONG
    }

    private record Rule(Kind kind, List<String> words) {

        static Rule of(Kind kind, String... words) {
            return new Rule(kind, List.of(words));
        }

        boolean applies(String said) {
            return words.stream().anyMatch(said::contains);
        }
    }

    private static final List<Rule> RULES = List.of(
            // Dovecot: [UNAVAILABLE] Maximum number of connections from user+IP exceeded (mail_max_userip_connections=10)
            Rule.of(Kind.TOO_MANY_CONNECTIONS, "too many simultaneous", "maximum number of connections",
                    "too many connections", "connection limit", "too many concurrent"),
            Rule.of(Kind.LOCKED, "too many bad", "too many failed", "too many login", "too many invalid",
                    "login attempts", "temporarily locked", "rate limit"),
            Rule.of(Kind.NO_BASIC_SIGN_IN, "basic authentication is disabled", "basicauthblocked",
                    "basic auth is disabled"),
            Rule.of(Kind.UNENCRYPTED, "[privacyrequired]", "plaintext", "logindisabled", "a secure connection is requ",
                    "ssl is required", "tls is required", "must use tls", "must use ssl"),
            // Mail.ru: NEOBHODIM parol prilozheniya ... / Application password is REQUIRED
            Rule.of(Kind.APP_PASSWORD, "application-specific password", "app-specific password",
                    "app specific password",
                    "application password is required", "parol prilozheniya", "app password", "authorization code",
                    "授权码"),
            Rule.of(Kind.IMAP_OFF_BY_ADMIN, "imap access is disabled for your domain", "imap is disabled by admin",
                    "imap access is restricted by your admin"),
            Rule.of(Kind.IMAP_OFF, "not enabled for imap use", "yet to enable imap", "imap access is disabled",
                    "imap is not enabled", "imap access is not enabled", "imap not enabled",
                    "please enable imap", "imap service is disabled", "imap is turned off"),
            // Yandex and QQ say the same whether IMAP is off or the password is wrong.
            Rule.of(Kind.IMAP_OFF_OR_WRONG, "or imap is disabled", "service is not open"),
            Rule.of(Kind.NO_MAILBOX, "authenticated but not connected"),
            // Gmail: [ALERT] Please log in via your web browser; NetEase: Unsafe Login. Please contact kefu@188.com for help
            Rule.of(Kind.BLOCKED, "via your web browser", "web login required", "unsafe login", "[contactadmin]",
                    "[authorizationfailed]", "blocked", "access denied", "not allowed to use imap", "by policy",
                    "conditional access", "suspended"),
            Rule.of(Kind.EXPIRED, "[expired]", "password has expired", "password expired"),
            Rule.of(Kind.BUSY, "[unavailable]", "[inuse]", "[limit]", "[overquota]", "try again later",
                    "internal error",
                    "temporar", "server busy", "system error", "exceeded command or bandwidth", "throttled",
                    "too many"));

    private SignInRefusals() {}

    static Optional<Kind> kind(String answer) {
        String said = answer.toLowerCase(Locale.ROOT);
        return RULES.stream().filter(rule -> rule.applies(said)).map(Rule::kind).findFirst();
    }

    /**
     * @param answer as the server gave it
     * @param said the same, fit for a page
     */
    static MailboxFailure of(String answer, String said, ImapAccount account, Throwable cause) {
        Optional<MailProvider> provider = MailProviders.ofHost(account.host());
        Optional<Kind> kind = kind(answer);
        // Exchange Online says "LOGIN failed." to every password since 2022, right or wrong.
        if (kind.isEmpty() && account.signIn() instanceof SignIn.Password
                && provider.filter(p -> p.way() == MailProvider.Way.MICROSOFT).isPresent()) {
            kind = Optional.of(Kind.NO_BASIC_SIGN_IN);
        }
        String hint = provider.map(MailProvider::hint).orElse("");
        return kind.map(k -> of(k, said, account, hint, cause)).orElseGet(() -> wrong(said, account, provider, cause));
    }

    private static MailboxFailure of(Kind kind, String said, ImapAccount account, String hint, Throwable cause) {
        String host = account.host();
        return switch (kind) {
            case BUSY -> later(host + " cannot sign anybody in now: " + said, cause);
            case TOO_MANY_CONNECTIONS -> later(host + " says that too many programs are connected to "
                    + account.user() + " at once: " + said
                    + ". Close some of them, or have the limit raised; it is tried again without you.", cause);
            case LOCKED -> later(host + " lets nobody in for a while after too many sign-ins: " + said
                    + ". Wait before trying again.", cause);
            case UNENCRYPTED -> settings(host
                    + " does not let anybody sign in on an unencrypted connection. Choose TLS or STARTTLS.", cause);
            case NO_BASIC_SIGN_IN -> signIn(host + " takes no password over IMAP any more: " + said
                    + ". Connect this mailbox with Microsoft 365 instead.", cause);
            case APP_PASSWORD -> signIn(words(host + " wants an app password here, not the one for signing in: " + said
                    + ".", hint), cause);
            case IMAP_OFF -> settings(words("IMAP is switched off for " + account.user() + ": " + said
                    + ". Switch it on in the settings of the mailbox.", hint), cause);
            case IMAP_OFF_BY_ADMIN -> settings("IMAP is switched off for the whole organisation: " + said
                    + ". Its mail administrator has to allow it.", cause);
            case IMAP_OFF_OR_WRONG -> signIn(words("Either IMAP is switched off for " + account.user()
                    + " or the password is wrong; " + host + " does not tell which: " + said + ".", hint), cause);
            case NO_MAILBOX -> signIn("The sign-in of " + account.user() + " worked, but " + host
                    + " opens no mailbox for it: " + said + ". Either IMAP is switched off for this mailbox, or the"
                    + " user name is not the mailbox’s. The mail administrator can switch IMAP on.", cause);
            case BLOCKED -> signIn(words(host + " blocked the sign-in by a rule of its own: " + said
                    + ". Sign in once in the browser and confirm that it was you, or ask the mail administrator.",
                    hint), cause);
            case EXPIRED -> signIn("The password of " + account.user() + " has expired: " + said
                    + ". Set a new one and enter it here.", cause);
        };
    }

    private static MailboxFailure wrong(String said, ImapAccount account, Optional<MailProvider> provider,
            Throwable cause) {
        String refused = account.host() + " refused the sign-in of " + account.user() + ": " + said + ".";
        if (account.signIn() instanceof SignIn.Token) {
            return signIn(refused + " Consent was withdrawn or does not cover this mailbox. Connect it again.", cause);
        }
        String hint = provider.filter(p -> p.way() != MailProvider.Way.PASSWORD).map(MailProvider::hint)
                .filter(h -> !h.isEmpty()).orElse("");
        return signIn(words(refused + " Check the user name and the password"
                + (hint.isEmpty() ? "; many providers want an app password here." : "."), hint), cause);
    }

    private static String words(String... sentences) {
        return String.join(" ", Stream.of(sentences).filter(s -> !s.isEmpty()).toList());
    }

    private static MailboxFailure later(String advice, Throwable cause) {
        return new MailboxFailure.TryLater(advice, Duration.ZERO, cause);
    }

    private static MailboxFailure settings(String advice, Throwable cause) {
        return new MailboxFailure.ChangeSettings(advice, cause);
    }

    private static MailboxFailure signIn(String advice, Throwable cause) {
        return new MailboxFailure.SignInAgain(advice, cause);
    }
}
