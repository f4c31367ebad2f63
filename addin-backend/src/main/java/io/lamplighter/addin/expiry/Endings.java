// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.expiry;

import io.lamplighter.addin.board.Words;
import io.lamplighter.addin.oauth.CertificateFile;
import io.lamplighter.ingest.mailbox.MailboxFailure;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Says what ends soon and what to do, the soonest first. */
public final class Endings {

    private static final String MICROSOFT = "Microsoft 365";
    private static final String CLIENT_CERTIFICATE = "client-certificate";

    /** Microsoft's refresh tokens roll: each use gives one for another 90 days. */
    private static final Duration MICROSOFT_UNUSED = Duration.ofDays(90);
    /** Google's are good until they have not been used for six months. */
    private static final Duration GOOGLE_UNUSED = Duration.ofDays(182);
    /** With a consent screen that is in testing. */
    private static final Duration GOOGLE_TESTING = Duration.ofDays(7);
    /** Certificates are renewed by programs with this part of their life left; before that there is nothing to say. */
    private static final int PART_OF_LIFE = 4;

    private final KnownEnds ends;
    private final Watched watched;
    private final Settings settings;
    private final Words words;
    private final Clock clock;

    /**
     * @param before how long before an end it is said
     * @param microsoftCertificate by which Microsoft knows us; empty where it knows us by a secret
     * @param googleTesting whether Google's consent screen is in testing
     */
    public record Settings(Duration before, Optional<CertificateFile> microsoftCertificate,
            Optional<LocalDate> microsoftSecret, Optional<LocalDate> googleSecret, boolean googleTesting) {}

    Endings(KnownEnds ends, Watched watched, Settings settings, Words words, Clock clock) {
        this.ends = ends;
        this.watched = watched;
        this.settings = settings;
        this.words = words;
        this.clock = clock;
    }

    public List<Ending> soon() {
        Instant now = clock.instant();
        Map<String, KnownEnds.Known> known = ends.all();
        List<Ending> endings = new ArrayList<>();
        secrets(known, now, endings);
        watched.consents().forEach(consent -> consent(consent, now).ifPresent(endings::add));
        watched.keys().forEach(key -> key(key, known.get(key.what()), now).ifPresent(endings::add));
        watched.servers()
                .forEach(server -> certificate(server, known.get(server.what()), now).ifPresent(endings::add));
        endings.sort(Comparator.comparing(Ending::endsAt).thenComparing(Ending::subject));
        return endings;
    }

    private boolean isNear(Instant end, Instant now) {
        return end.minus(settings.before()).isBefore(now);
    }

    private String when(Instant end, Instant now) {
        String day = words.date(words.day(end), words.day(now));
        return end.isAfter(now)
                ? "ends on " + day + ", in "
                        + words.days((int) Math.max(1, ChronoUnit.DAYS.between(words.day(now), words.day(end))))
                : "has ended on " + day;
    }

    private void secrets(Map<String, KnownEnds.Known> known, Instant now, List<Ending> endings) {
        Map<String, Long> mailboxes = watched.mailboxes();
        long microsoft = mailboxes.getOrDefault("microsoft", 0L);
        settings.microsoftCertificate().ifPresentOrElse(
                file -> ourCertificate(file, microsoft, now).ifPresent(endings::add),
                () -> microsoftSecret(known, microsoft, now).ifPresent(endings::add));
        settings.googleSecret().map(Endings::start).filter(end -> isNear(end, now))
                .ifPresent(end -> endings.add(new Ending("client-secret", "Google", end,
                        mailboxes.getOrDefault("google", 0L),
                        "The client secret of this installation at Google " + when(end, now) + ".",
                        "Add a new one in the Google Cloud console (APIs & Services, Credentials), enter it as"
                                + " lamplighter.providers.google.client-secret with its end, and restart.")));
    }

    private Optional<Ending> microsoftSecret(Map<String, KnownEnds.Known> known, long mailboxes, Instant now) {
        return Optional.ofNullable(known.get(EndCheck.MICROSOFT_SECRET)).map(KnownEnds.Known::ends)
                .or(() -> settings.microsoftSecret().map(Endings::start))
                .filter(end -> isNear(end, now)).map(end -> new Ending("client-secret", MICROSOFT, end, mailboxes,
                        "The client secret of this installation at Microsoft " + when(end, now) + ".",
                        "Make a new one in Microsoft Entra (App registrations, Certificates & secrets), enter it as"
                                + " lamplighter.providers.microsoft.client-secret with its end, and restart. The old one"
                                + " works until its end, so nothing stops meanwhile."));
    }

    /** It says itself when it ends, so nobody has to ask for that. */
    private Optional<Ending> ourCertificate(CertificateFile file, long mailboxes, Instant now) {
        Instant end;
        try {
            end = file.read().ends();
        } catch (MailboxFailure unusable) {
            return Optional.of(new Ending(CLIENT_CERTIFICATE, MICROSOFT, now, mailboxes,
                    "This installation cannot prove to Microsoft who it is.", unusable.advice()));
        }
        return isNear(end, now)
                ? Optional.of(new Ending(CLIENT_CERTIFICATE, MICROSOFT, end, mailboxes,
                        "The certificate by which Microsoft knows this installation " + when(end, now) + ".",
                        "Make a new one and add it in Microsoft Entra (App registrations, Certificates & secrets) beside"
                                + " the old one. Then put the new file in the place of the old"
                                + " (lamplighter.providers.microsoft.certificate); it is used from the next token on,"
                                + " without a restart."))
                : Optional.empty();
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private Optional<Ending> consent(Watched.Consent consent, Instant now) {
        boolean microsoft = consent.provider().equals("microsoft");
        if (!microsoft && settings.googleTesting()) {
            Instant end = consent.consentedAt().plus(GOOGLE_TESTING);
            return Optional.of(new Ending("consent", consent.address(), end, 1,
                    "The consent for " + consent.address() + " " + when(end, now)
                            + ": Google ends consents after seven days while the consent screen is in testing.",
                    "Publish it in the Google Cloud console (OAuth consent screen, Publish app) and set"
                            + " lamplighter.expiry.google-testing=false, or let the owner sign in again each week."));
        }
        Instant end = consent.usedAt().plus(microsoft ? MICROSOFT_UNUSED : GOOGLE_UNUSED);
        return isNear(end, now)
                ? Optional.of(new Ending("consent", consent.address(), end, 1,
                        "The consent for " + consent.address() + " " + when(end, now) + ": it has not been used since "
                                + words.date(words.day(consent.usedAt()), words.day(now)) + ".",
                        consent.paused()
                                ? "Resume reading it, if only for a moment, or let the owner sign in again."
                                : "See on its page why it is not read, or let the owner sign in again."))
                : Optional.empty();
    }

    private Optional<Ending> key(Watched.Key key, KnownEnds.@Nullable Known known,
            Instant now) {
        return known == null || !isNear(known.ends(), now)
                ? Optional.empty()
                : Optional.of(new Ending("service-account-key", key.organisation(), known.ends(), key.mailboxes(),
                        "The key of the service account " + key.account() + " " + when(known.ends(), now) + ".",
                        "Make a new key in the Google Cloud console (IAM, Service accounts, Keys) and give it under"
                                + " Mailboxes, Connect a whole organisation; it replaces the old one."));
    }

    private Optional<Ending> certificate(Watched.Server server,
            KnownEnds.@Nullable Known known, Instant now) {
        if (known == null) {
            return Optional.empty();
        }
        Duration last = known.began().map(began -> Duration.between(began, known.ends()).dividedBy(PART_OF_LIFE))
                .filter(part -> part.compareTo(settings.before()) < 0).orElse(settings.before());
        return known.ends().minus(last).isAfter(now)
                ? Optional.empty()
                : Optional.of(new Ending("certificate", server.host(), known.ends(), server.mailboxes(),
                        "The certificate of " + server.host() + ", port " + server.port() + ", "
                                + when(known.ends(), now) + ".",
                        "Whoever runs this server renews it. Lamplighter does not sign in to a server whose certificate"
                                + " has ended."));
    }
}
