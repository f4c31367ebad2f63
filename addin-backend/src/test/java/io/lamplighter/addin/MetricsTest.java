// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import io.lamplighter.addin.connect.MailboxRunner;
import io.lamplighter.addin.connect.MailboxSchedule;
import io.lamplighter.addin.metrics.FigureMeters;
import io.lamplighter.addin.security.SignIns;
import io.lamplighter.crm.directory.User;
import io.lamplighter.crm.directory.Users;
import io.lamplighter.crm.ledger.JdbcLedger;
import io.lamplighter.crm.ledger.Reconciliation;
import io.lamplighter.crm.mailbox.Mailboxes;
import io.lamplighter.crm.sql.Json;
import io.lamplighter.ingest.Cursor;
import io.lamplighter.ingest.MailboxId;
import io.lamplighter.ingest.SourceId;
import io.lamplighter.ingest.mailbox.Change;
import io.lamplighter.ingest.mailbox.ChangePage;
import io.lamplighter.ingest.mailbox.MailboxConnector;
import io.lamplighter.ingest.mailbox.MailboxFailure;
import io.lamplighter.ingest.mailbox.MailboxSession.Listed;
import io.lamplighter.ingest.mailbox.Requests;
import io.lamplighter.ingest.sync.ReadPage;
import io.lamplighter.ingest.sync.Reading;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.logging.logback.StructuredLogEncoder;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.core.type.TypeReference;

/** What whoever watches the installation is told, and what nobody who reads its metrics and its log is ever told. */
@WithServer
@TestPropertySource(properties = {"lamplighter.metrics.token=let-me-see", "logging.level.io.lamplighter=trace",
        // What waits for its score shall wait while it is counted.
        "lamplighter.scoring.every=1h",
        // Otherwise tests have no exporters.
        "management.defaults.metrics.export.enabled=true", "management.prometheus.metrics.export.enabled=true"})
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@ExtendWith(OutputCaptureExtension.class)
class MetricsTest {

    private static final TypeReference<Map<String, Object>> FIELDS = new TypeReference<>() {};
    private static final String SECRET = "the merger with Quillfeather";

    @Autowired
    private ApplicationContext context;

    @LocalServerPort
    private int port;

    private final HttpClient client = HttpClient.newHttpClient();
    private MailboxId mailbox = new MailboxId(1);

    /** A mailbox that has one mail, and then whatever a test wants. */
    private static final class Scripted implements MailboxConnector {

        private RuntimeException failure = new IllegalStateException(SECRET);
        private boolean fails;
        private Instant receivedAt = Instant.parse("2026-11-20T10:00:00Z");

        @Override
        public String name() {
            return "scripted";
        }

        @Override
        public ChangesOnly open(MailboxId mailbox) {
            return cursor -> {
                Requests.announce("page");
                if (fails) {
                    throw failure;
                }
                int at = cursor.isStart() ? 0 : Integer.parseInt(cursor.token());
                return new ChangePage(List.of(mail(at)), new Cursor("scripted", 1, Integer.toString(at + 1)), false,
                        0, List.of());
            };
        }

        private Change mail(int at) {
            String mime = "From: Helen Quillfeather <helen.quillfeather@buyer.example>\r\nTo: anna@seller.example\r\n"
                    + "Message-ID: <" + at + ".quillfeather@buyer.example>\r\nSubject: About " + SECRET
                    + "\r\n\r\nLet us talk about " + SECRET + ".\r\n";
            return new Change.Appeared(new SourceId("box/" + at), receivedAt,
                    Change.Place.RECEIVED, mime.getBytes(StandardCharsets.UTF_8));
        }
    }

    @TestConfiguration
    static class Scripting {

        @Bean
        Scripted scripted() {
            return new Scripted();
        }
    }

    @BeforeAll
    void connect() {
        User anna = context.getBean(Users.class).add("anna", "Anna", "anna@seller.example", User.Role.REP);
        context.getBean(SignIns.class).setPassword(anna.id(), "rep");
        User idris = context.getBean(Users.class).add("idris", "Idris", "idris@seller.example", User.Role.ADMIN);
        context.getBean(SignIns.class).setPassword(idris.id(), "admin");
        mailbox = context.getBean(Mailboxes.class).add(anna, "scripted", "anna@seller.example").orElseThrow();
        // Only the tests read it.
        context.getBean(SchedulerClient.class).scheduleIfNotExists(
                new TaskInstance<>(MailboxSchedule.TASK_NAME, mailbox.toString()),
                context.getBean(Clock.class).instant().plus(Duration.ofDays(1)));
        jdbc().sql("insert into account (name) values ('Buyer')").update();
        jdbc().sql("insert into account_domain select 'buyer.example', account_id from account").update();
    }

    private JdbcClient jdbc() {
        return context.getBean(JdbcClient.class);
    }

    private void read() {
        context.getBean(MailboxRunner.class).run(mailbox);
    }

    private String metrics() {
        HttpResponse<String> answer = get("Bearer let-me-see");
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.body();
    }

    private HttpResponse<String> get(String authorization) {
        try {
            return client.send(HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/actuator/prometheus"))
                    .header("Authorization", authorization).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    private static String basic(String user, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    @Test
    @Order(1)
    void metricsAreForAdministratorsAndWhoeverHasTheToken() {
        assertThat(get("Bearer let-me-see").statusCode()).isEqualTo(200);
        assertThat(get(basic("idris", "admin")).statusCode()).isEqualTo(200);
        assertThat(get(basic("anna", "rep")).statusCode()).isEqualTo(403);
        assertThat(get("Bearer let-me-guess").statusCode()).isEqualTo(401);
        assertThat(get("Bearer ").statusCode()).isEqualTo(401);
    }

    @Test
    @Order(2)
    void everyFailureIsCountedAndNoneTellsWhatIsInTheMail(CapturedOutput output) {
        Scripted scripted = context.getBean(Scripted.class);
        read();
        scripted.fails = true;
        read();
        scripted.failure = new MailboxFailure.TryLater("Busy.", Duration.ZERO, new IOException(SECRET));
        read();
        scripted.fails = false;
        // A database that quotes the row it refuses, as it does for every constraint.
        jdbc().sql("alter table interaction add constraint no_more check (subject is null) not valid").update();
        read();
        jdbc().sql("alter table interaction drop constraint no_more").update();
        read();

        assertThat(metrics())
                .contains(
                        "lamplighter_turns_seconds_count{application=\"lamplighter\",connector=\"scripted\",outcome=\"up-to-date\"} 2")
                .contains("connector=\"scripted\",outcome=\"our-fault\"} 2")
                .contains("connector=\"scripted\",outcome=\"try-later\"} 1")
                .contains(
                        "lamplighter_requests_total{application=\"lamplighter\",connector=\"scripted\",kind=\"page\"} 5")
                .contains(
                        "lamplighter_messages_total{application=\"lamplighter\",connector=\"scripted\",outcome=\"captured\"} 2");
        assertThat(output.getAll()).contains("a run failed by our fault").contains("mailbox=\"" + mailbox + "\"");
        assertThat(output.getAll() + metrics()).doesNotContainIgnoringCase("quillfeather");
    }

    @Test
    @Order(4)
    void everyMetricThatAnAlertSpeaksOfIsExposed() throws IOException {
        context.getBean(FigureMeters.class).measure();
        context.getBean(FigureMeters.class).show();
        String alerts = Files.readString(Path.of("..", "docs", "alerts.yml"));
        Set<String> names = Pattern.compile("\\b(lamplighter|hikaricp)_[a-z_]+").matcher(alerts).results()
                .map(MatchResult::group).collect(Collectors.toCollection(TreeSet::new));
        Set<String> exposed = metrics().lines().filter(line -> !line.startsWith("#"))
                .map(line -> line.split("[{ ]")[0]).collect(Collectors.toSet());

        assertThat(names).hasSizeGreaterThan(15).isSubsetOf(exposed);
    }

    @Test
    @Order(4)
    void whatHasNotHappenedYetIsZeroAndNotUnknown() {
        assertThat(metrics())
                .contains("connector=\"imap\",outcome=\"our-fault\"} 0")
                .contains("connector=\"graph\",outcome=\"taken-over\"} 0")
                .contains("lamplighter_capture_lag_seconds_bucket{application=\"lamplighter\",connector=\"google\"");
    }

    /** Every line as a log for machines has it. */
    private static final class Structured extends AppenderBase<ILoggingEvent> {

        private final List<String> duringTurns = new CopyOnWriteArrayList<>();
        private final List<String> all = new CopyOnWriteArrayList<>();
        private final StructuredLogEncoder encoder = new StructuredLogEncoder();

        Structured(LoggerContext context, String format, Environment environment) {
            context.putObject(Environment.class.getName(), environment);
            encoder.setContext(context);
            encoder.setFormat(format);
            encoder.start();
            setContext(context);
            start();
        }

        @Override
        protected void append(ILoggingEvent line) {
            String json = new String(encoder.encode(line), StandardCharsets.UTF_8);
            all.add(json);
            if (line.getMDCPropertyMap().containsKey("turn_of_mailbox")) {
                duringTurns.add(json);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ecs", "logstash", "gelf"})
    @Order(5)
    void aLineOfATurnHasTheMailboxAsAFieldInEveryFormatForMachines(String format) {
        LoggerContext logs = (LoggerContext) LoggerFactory.getILoggerFactory();
        Structured structured = new Structured(logs, format, context.getEnvironment());
        logs.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(structured);
        Scripted scripted = context.getBean(Scripted.class);
        scripted.failure = new IllegalStateException(SECRET);
        scripted.fails = true;
        read();
        scripted.fails = false;
        read();
        logs.getLogger(Logger.ROOT_LOGGER_NAME).detachAppender(structured);

        assertThat(structured.duringTurns).hasSizeGreaterThan(1)
                .allSatisfy(line -> assertThat(Json.read(line, FIELDS).toString())
                        .containsPattern("mailbox_id=" + mailbox + "\\b"))
                .anySatisfy(line -> assertThat(line).contains("a run failed by our fault"));
        assertThat(structured.all).allSatisfy(line -> assertThat(line).doesNotContainIgnoringCase("quillfeather"));
    }

    @Test
    @Order(3)
    void theWholeInstallationIsMeasuredByOneNodeAndShownByAll() {
        context.getBean(FigureMeters.class).measure();
        context.getBean(FigureMeters.class).show();

        assertThat(metrics())
                .contains(
                        "lamplighter_mailboxes{application=\"lamplighter\",connector=\"scripted\",state=\"reading\"} 1")
                .contains("lamplighter_ledger_missing{application=\"lamplighter\"} 0")
                .contains("lamplighter_quarantine_messages{application=\"lamplighter\"} 0")
                .contains("lamplighter_scoring_waiting").contains("lamplighter_warnings_undelivered")
                .contains("lamplighter_push_told").contains("lamplighter_nodes")
                .contains("lamplighter_figures_measured_at_seconds")
                .doesNotContain("seller.example");
    }

    @Test
    @Order(6)
    void whatTheDatabaseSaysOfAnErrorQuotesNoRow() {
        assertThatThrownBy(() -> jdbc().sql("insert into account_domain select * from account_domain").update())
                .rootCause().hasMessageContaining("account_domain").hasMessageNotContaining("buyer.example");
    }

    @Test
    @Order(4)
    void whatIsMissingWaitsOrIsHeldIsMeasured() {
        User anna = context.getBean(Users.class).byUsername("anna").orElseThrow();
        Mailboxes mailboxes = context.getBean(Mailboxes.class);
        Reconciliation reconciliation = context.getBean(Reconciliation.class);
        LocalDate today = LocalDate.ofInstant(context.getBean(Clock.class).instant(), ZoneOffset.UTC);
        MailboxId importing = mailboxes.add(anna, "scripted", "importing@seller.example").orElseThrow();
        MailboxId waiting = mailboxes.add(anna, "scripted", "waiting@seller.example").orElseThrow();
        mailboxes.await(waiting, true);
        jdbc().sql("update mailbox set remaining = 4200 where mailbox_id in (:both)")
                .param("both", List.of(importing.value(), waiting.value())).update();
        context.getBean(JdbcLedger.class).commit(new ReadPage(importing, Cursor.start("scripted"),
                new Cursor("scripted", 1, "1"),
                List.of(new Reading.Unreadable(new SourceId("box/x"), Instant.EPOCH, "no sender is named")), 4_200));
        Set<SourceId> lost = Set.of(new SourceId("box/lost"), new SourceId("box/gone"));
        reconciliation.record(mailbox, today, today, lost.stream().map(one -> new Listed(one, today)).toList(), lost,
                lost, context.getBean(Clock.class).instant());
        jdbc().sql("update mailbox set last_success_at = now() - interval '2 hours' where mailbox_id = :id")
                .param("id", mailbox.value()).update();
        context.getBean(FigureMeters.class).measure();
        context.getBean(FigureMeters.class).show();

        assertThat(value("lamplighter_ledger_missing")).isEqualTo(2);
        assertThat(value("lamplighter_quarantine_messages")).isOne();
        assertThat(value("lamplighter_backlog_messages", "scripted")).isEqualTo(4_200);
        assertThat(value("lamplighter_silence_seconds", "scripted")).isBetween(7_200.0, 7_300.0);
        assertThat(value("lamplighter_scoring_waiting")).isPositive();
        assertThat(value("lamplighter_mailboxes", "scripted", "importing")).isOne();
        assertThat(value("lamplighter_mailboxes", "scripted", "waiting")).isOne();
        assertThat(value("lamplighter_mailboxes", "scripted", "reading")).isOne();
    }

    @Test
    @Order(5)
    void theDelayOfWhatComesAfterHistoryIsMeasured() {
        context.getBean(Scripted.class).receivedAt = context.getBean(Clock.class).instant();
        jdbc().sql("update mailbox set history_complete_at = now() - interval '1 day' where mailbox_id = :id")
                .param("id", mailbox.value()).update();
        read();

        assertThat(value("lamplighter_capture_lag_seconds_count", "scripted")).isOne();
        assertThat(metrics()).containsPattern(
                "lamplighter_capture_lag_seconds_bucket\\{application=\"lamplighter\",connector=\"scripted\",le=\"60.0\"} 1");
    }

    /** What the page says of a metric with these labels, in the order of the page. */
    private double value(String metric, String... labels) {
        Matcher line = Pattern.compile("(?m)^" + metric + "\\{application=\"lamplighter\""
                + (labels.length > 0 ? ",connector=\"" + labels[0] + "\"" : "")
                + (labels.length > 1 ? ",state=\"" + labels[1] + "\"" : "") + "} (\\S+)$").matcher(metrics());
        assertThat(line.find()).as(metric).isTrue();
        return Double.parseDouble(line.group(1));
    }
}
