// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.samples;

import static io.lamplighter.crm.warning.Silence.State.BRIGHT;
import static io.lamplighter.crm.warning.Silence.State.DARK;
import static io.lamplighter.crm.warning.Silence.State.HEADING_DARK;
import static io.lamplighter.crm.warning.Silence.State.PAUSED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.lamplighter.addin.connect.MailboxConnections;
import io.lamplighter.addin.connect.MailboxSchedule;
import io.lamplighter.addin.webhook.Pushes;
import io.lamplighter.crm.activity.ActivityView;
import io.lamplighter.crm.activity.SpokenTurn;
import io.lamplighter.crm.activity.Timelines;
import io.lamplighter.crm.learning.Accuracy;
import io.lamplighter.crm.learning.CrossValidation;
import io.lamplighter.crm.learning.Influence;
import io.lamplighter.crm.learning.LearningLedger;
import io.lamplighter.crm.ledger.Comparisons;
import io.lamplighter.crm.ledger.LedgerBook;
import io.lamplighter.crm.mailbox.MailboxState;
import io.lamplighter.crm.mailbox.Mailboxes;
import io.lamplighter.crm.scoring.CompanyScorer;
import io.lamplighter.crm.warning.Board;
import io.lamplighter.crm.warning.OpenDeal;
import io.lamplighter.crm.warning.Warned;
import io.lamplighter.crm.warning.Warnings;
import io.lamplighter.ingest.Interaction;
import io.lamplighter.ingest.MailboxId;
import io.lamplighter.ingest.MeetingOutcome;
import io.lamplighter.samples.world.SampleMailbox;
import io.lamplighter.samples.world.SampleMeeting;
import io.lamplighter.samples.world.World;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import org.assertj.core.api.ThrowableAssert;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The whole way of a mail, from a real IMAP server to the board: what README of the world promises is what it shows. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SampleWorldTest {

    private static final Clock CLOCK = Clock.system(ZoneId.of("Europe/Berlin"));
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String ANNA = "anna.reyes@fernbeck.example";

    private static SampleWorld world;

    @BeforeAll
    static void startAndReadAll() throws Exception {
        world = SampleWorld.start(CLOCK, "--server.port=0");
        waitUntil(() -> bean(Mailboxes.class).all().stream().allMatch(m -> m.historyCompleteAt().isPresent()));
        waitUntil(SampleWorldTest::allIsScored);
        waitUntil(() -> count("select count(*) from rating") == new World(CLOCK).ratings().size());
        waitUntil(SampleWorldTest::allIsScoredWithWhatWasLearned);
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    private static boolean allIsScored() {
        return count("select count(*) from activity where score_wanted and scored_by is null") == 0;
    }

    private static boolean allIsScoredWithWhatWasLearned() {
        return bean(JdbcClient.class).sql("""
                select count(*) = 0
                  from activity a join opportunity o using (opportunity_id) join stage s using (stage_id)
                 where a.score_wanted and s.outcome = 'open' and a.checked_by is distinct from :version
                """).param("version", bean(CompanyScorer.class).now().version()).query(Boolean.class).single();
    }

    private static void waitUntil(BooleanSupplier done) throws InterruptedException {
        Instant late = CLOCK.instant().plus(PATIENCE);
        while (!done.getAsBoolean()) {
            assertThat(CLOCK.instant()).as("patience").isBefore(late);
            Thread.sleep(100);
        }
    }

    private static <T> T bean(Class<T> type) {
        return world.application().getBean(type);
    }

    private static long count(String sql) {
        return bean(JdbcClient.class).sql(sql).query(Long.class).single();
    }

    private static OpenDeal deal(String name) {
        return bean(Board.class).openDeals(Optional.empty()).stream().filter(d -> d.name().equals(name)).findFirst()
                .orElseThrow();
    }

    private static List<ActivityView> timeline(String deal) {
        return bean(Timelines.class).of(deal(deal).id(), Timelines.Show.EVERYTHING, Timelines.Before.theFuture(),
                100);
    }

    @Test
    void readsFiveMailboxesAndCountsEveryCopy() {
        World files = new World(CLOCK);

        assertThat(bean(Mailboxes.class).all()).hasSize(5).allMatch(m -> m.failingSince().isEmpty());
        assertThat(files.mailboxes()).filteredOn(SampleMailbox::connected).allSatisfy(mailbox -> {
            long mail = files.deliveries().stream().filter(d -> d.mailbox().equals(mailbox.name())).count();
            long meetings = files.meetings().stream().filter(m -> m.calendars().contains(mailbox.name())).count();
            long transcripts = files.meetings().stream().filter(m -> !m.transcript().isEmpty())
                    .filter(m -> m.organiser().address().equals(mailbox.address())).count();
            long reports = files.meetings().stream()
                    .filter(m -> m.state() == SampleMeeting.State.HELD || m.state() == SampleMeeting.State.MISSED)
                    .filter(m -> m.organiser().address().equals(mailbox.address())).count();
            assertThat(entries(mailbox.address())).isEqualTo(mail + meetings + transcripts + reports);
        });
    }

    private static long entries(String address) {
        return bean(JdbcClient.class)
                .sql("select count(*) from ledger_entry join mailbox using (mailbox_id) where address = :address")
                .param("address", address).query(Long.class).single();
    }

    @Test
    void showsThirtyFourOpenDeals() {
        assertThat(bean(Board.class).openDeals(Optional.empty())).hasSize(34);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            Cold-room monitoring, 14 sites | 24
            Proofing-room sensors          | 26
            School kitchens, phase 2       | 47
            냉장 차량 센서 120대             | 22
            Depot refrigeration refit      | 33
            Vaccine fridges, Ghent         | 29
            Reefer yard, berth 4           | 38
            """)
    void isDarkForAsManyDaysAsNobodyAtTheBuyerWrote(String name, int days) {
        assertThat(deal(name).silence().state()).isEqualTo(DARK);
        assertThat(deal(name).silence().days()).isEqualTo(days);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            Kitchen compliance pack | 19
            Sampling-lab fridges    | 17
            冷库监测一期            | 15
            Renewal, 9 sites        | 16
            """)
    void isHeadingDarkAfterTwoThirdsOfTheTime(String name, int days) {
        assertThat(deal(name).silence().state()).isEqualTo(HEADING_DARK);
        assertThat(deal(name).silence().days()).isEqualTo(days);
    }

    @Test
    void anAbsenceWithItsEndPausesTheClock() {
        OpenDeal talvik = deal("Donor-fridge alarms");

        assertThat(talvik.silence().state()).isEqualTo(PAUSED);
        assertThat(talvik.pausedUntil()).hasValueSatisfying(end -> assertThat(end).isAfter(CLOCK.instant()));
        assertThat(talvik.lastInbound().orElseThrow().at())
                .isBetween(CLOCK.instant().minus(Duration.ofDays(21)), CLOCK.instant().minus(Duration.ofDays(19)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            HACCP logging, 6 plants
            Ward fridges, two hospitals
            Trailer probes, 240 trailers
            Kitchens and medicine fridges, 22 homes
            """)
    void hasBadNewsThatIsNotInItsQuotes(String name) {
        OpenDeal deal = deal(name);

        assertThat(deal.badNews()).isPresent();
        assertThat(deal.silence().state()).isEqualTo(BRIGHT);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            Bottling-line probes
            Milk-tank telemetry
            Group framework, 31 depots
            Pharma lane, 60 trailers
            Gateway support renewal
            Milk tankers, 20 probes
            Dispensary cold store
            Kühlhaus-Überwachung, drei Standorte
            "Caves d'affinage"
            GDP transport logging
            Lab freezers, building C
            Auction dock, first 12 bays
            Chilled cabinets, 60 stores
            Galley fridges, seven ships
            Freezer farm, 320 units
            Trolley loggers, two hubs
            """)
    void isBrightWhereTheBuyerWroteAndHadNothingBadToSay(String name) {
        OpenDeal deal = deal(name);

        assertThat(deal.silence().state()).isEqualTo(BRIGHT);
        assertThat(deal.badNews()).as("bad news").isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"Archive climate control", "Cellar probes"})
    void neverHeardFromThoseWhoSentNothingOrAMachine(String name) {
        assertThat(deal(name).lastInbound()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            go to paper      | good
            sandbox          | good
            park it          | bad
            one more vendor  | bad
            研究研究         | bad
            """)
    void learnedFromItsPeopleWhatBuyersMean(String words, String meaning) {
        assertThat(bean(LearningLedger.class).phrases())
                .filteredOn(p -> p.words().contains(words) || words.contains(p.words()))
                .anySatisfy(phrase -> {
                    if (meaning.equals("good")) {
                        assertThat(phrase.after()).isGreaterThan(Math.max(0.2, phrase.before()));
                    } else {
                        assertThat(phrase.after()).isLessThan(Math.min(-0.2, phrase.before()));
                    }
                });
    }

    @Test
    void whoFindsEverythingGoodCountsLightly() {
        assertThat(bean(LearningLedger.class).raters()).filteredOn(Influence::isSystematic).singleElement()
                .satisfies(jonas -> {
                    assertThat(jonas.name()).isEqualTo("Jonas Weir");
                    assertThat(jonas.bad()).isZero();
                    assertThat(jonas.share()).isLessThan(0.1);
                });
    }

    @Test
    void theRatingsThemselvesTellWhetherLearningHelps() {
        Accuracy accuracy = CrossValidation.of(bean(LearningLedger.class).lessons());

        assertThat(accuracy.isEnough()).isTrue();
        assertThat(accuracy.all().tested()).isGreaterThan(60);
        assertThat(accuracy.setAside()).isGreaterThan(20);
        assertThat(accuracy.languages()).containsKeys("en", "ko", "zh");
    }

    @Test
    void badNewsWarnsTheOwnerAndTheManagerOnce() {
        assertThat(bean(Warnings.class).page(Optional.empty(), Long.MAX_VALUE, 99))
                .filteredOn(w -> w.dealName().equals("HACCP logging, 6 plants")).singleElement()
                .satisfies(w -> assertThat(w.recipients()).extracting(Warned.Recipient::name)
                        .containsExactly("Priya Nair", "Marta Lindqvist"));
    }

    @Test
    void aMeetingIsOneActivityThatItsInvitationAndItsAnswerMadeTogether() {
        assertThat(timeline("Group framework, 31 depots")).filteredOn(a -> a.what().kind() == Interaction.Kind.MEETING)
                .singleElement().satisfies(meeting -> {
                    assertThat(meeting.what().plan().orElseThrow().answers()).hasSize(1);
                    assertThat(deal("Group framework, 31 depots").meeting()).isPresent();
                });
    }

    @Test
    void aMeetingInTwoCalendarsIsOneActivityWithWhatWasSaidAndItsInvitationAnotherThatThreeSaw() {
        assertThat(timeline("Chilled cabinets, 60 stores"))
                .filteredOn(a -> a.what().kind() != Interaction.Kind.EMAIL
                        && a.what().subject().equals("Pilot review, store 14"))
                .singleElement().satisfies(review -> {
                    assertThat(review.witnesses()).extracting(ActivityView.Witness::ownerName)
                            .contains("Tomas Quill", "Hana Sorel");
                    assertThat(review.what().turns()).extracting(SpokenTurn::speaker)
                            .contains("Celia Drummond", "Ravi Sethi", "Tomas Quill");
                    assertThat(review.score()).isPresent();
                    assertThat(review.clock().moves()).isTrue();
                });
        assertThat(timeline("Chilled cabinets, 60 stores"))
                .filteredOn(a -> a.what().kind() == Interaction.Kind.EMAIL
                        && a.what().subject().equals("Pilot review, store 14"))
                .singleElement().satisfies(invitation -> assertThat(invitation.witnesses())
                        .extracting(ActivityView.Witness::ownerName)
                        .containsExactlyInAnyOrder("Tomas Quill", "Hana Sorel", "Anna Reyes"));
    }

    @Test
    void aMeetingThatOnlyWeCameToIsANoShow() {
        assertThat(timeline("Chilled cabinets, 60 stores"))
                .filteredOn(a -> a.what().subject().equals("Prices for the other thirty")).singleElement()
                .satisfies(missed -> {
                    assertThat(missed.outcome().orElseThrow().what().kind()).isEqualTo(MeetingOutcome.Kind.NO_SHOW);
                    assertThat(missed.clock().moves()).isFalse();
                });
    }

    @Test
    void aCallByMeetHasItsWords() {
        assertThat(timeline("Freezer farm, 320 units")).filteredOn(a -> !a.what().turns().isEmpty()).singleElement()
                .satisfies(call -> {
                    assertThat(call.what().subject()).isEqualTo("Validation call");
                    assertThat(call.score()).isPresent();
                });
    }

    @Test
    void aMeetingAheadHoldsTheClockAndOneCalledOffDoesNot() {
        assertThat(deal("Chilled cabinets, 60 stores").meeting()).hasValueSatisfying(
                meeting -> assertThat(meeting.title()).isEqualTo("Contract walk-through"));
        assertThat(timeline("Galley fridges, seven ships")).filteredOn(a -> a.what().kind() == Interaction.Kind.MEETING)
                .singleElement().satisfies(galley -> {
                    assertThat(galley.what().plan().orElseThrow().cancelled()).isTrue();
                    assertThat(galley.clock().moves()).isFalse();
                });
    }

    @Test
    void everythingThatTheServersListIsInTheLedger() throws Exception {
        waitUntil(() -> bean(Comparisons.class).latest().size() == 5);

        assertThat(bean(Comparisons.class).latest().values()).allSatisfy(sum -> {
            assertThat(sum.missing()).isZero();
            assertThat(sum.provider()).isPositive();
        });
    }

    @Test
    void noMachineMovesTheClock() {
        assertThat(count("select count(*) from activity where origin in ('RECEIPT', 'BOUNCE', 'BULK', 'AUTO_REPLY')"))
                .isGreaterThan(15);
        assertThat(count("select count(*) from activity where moves_clock and origin not in ('PERSON', 'INVITATION')"))
                .isZero();
    }

    @Test
    void keepsTheBrokenMessageInQuarantine() {
        assertThat(bean(LedgerBook.class).quarantine(Long.MAX_VALUE, 10))
                .extracting(LedgerBook.Quarantined::address, q -> q.source().value().startsWith("INBOX"))
                .containsExactly(tuple("priya.nair@fernbeck.example", true));
    }

    @Test
    void readsTheTextOfAMessageWithALargeAttachment() {
        assertThat(timeline("Bottling-line probes")).filteredOn(a -> a.what().body().contains("M14x1.25 on 6"))
                .singleElement().satisfies(a -> assertThat(a.what().attachments()).hasSize(1));
    }

    @Test
    void keepsNothingOfMailFromPeopleItDoesNotKnow() {
        assertThat(
                count("""
                        select count(*) from interaction
                         where from_address like '%postbox.example' and from_address not in (select address from contact_address)
                        """))
                .isZero();
        assertThat(count("select count(*) from interaction where from_address like '%@tallowgate-talent.example'"))
                .isZero();
        assertThat(bean(LedgerBook.class).totals().excluded()).isPositive();
    }

    @Test
    void countsAMessageOnceAndKnowsBothWhoSawIt() {
        List<ActivityView> framework = timeline("Group framework, 31 depots");

        assertThat(framework).filteredOn(a -> a.what().subject().equals("Depot managers")).singleElement()
                .satisfies(a -> assertThat(a.witnesses()).extracting(ActivityView.Witness::ownerName)
                        .containsExactlyInAnyOrder("Anna Reyes", "Jonas Weir"));
    }

    private static MailboxState mailbox(String address) {
        return bean(Mailboxes.class).all().stream().filter(m -> m.address().equals(address)).findFirst().orElseThrow();
    }

    /** The change notifications of both providers, to this machine's own webhooks: nothing else could bring this mail for hours. */
    @ParameterizedTest
    @CsvSource({"tomas.quill@fernbeck.example, microsoft", "hana.sorel@fernbeck-group.example, google"})
    @Order(Integer.MAX_VALUE - 4)
    void providersCallWhenMailArrives(String address, String provider) throws Exception {
        bean(Pushes.class).renewDue();
        nothingButACallWakes(address);
        long before = entries(address);

        try (Visitor idris = new Visitor(world.address(), "idris")) {
            idris.post("sample/faults", "sample/faults/" + provider + "/mail", "");
        }

        waitUntil(() -> entries(address) == before + 1);
        assertThat(count("""
                select count(s.last_call_at) from push_subscription s join mailbox m using (mailbox_id)
                 where m.address = '%s' and (s.resource like '%%messages' or s.resource like 'projects/%%')
                """.formatted(address))).isPositive();
    }

    /** The test above proves something only if this holds: mail that no call tells of stays where it is until its turn comes. */
    @ParameterizedTest
    @CsvSource({"tomas.quill@fernbeck.example, microsoft", "hana.sorel@fernbeck-group.example, google"})
    @Order(Integer.MAX_VALUE - 2)
    void mailThatNoCallTellsOfComesWithTheNextTurn(String address, String provider) throws Exception {
        try (Visitor idris = new Visitor(world.address(), "idris")) {
            idris.post("sample/faults", "sample/faults/" + provider + "/on/lost-calls", "");
            nothingButACallWakes(address);
            long before = entries(address);
            idris.post("sample/faults", "sample/faults/" + provider + "/mail", "");
            bean(Pushes.class).renewDue();
            assertThat(nextTurn(address)).isAfter(CLOCK.instant().plus(Duration.ofHours(1)));
            assertThat(entries(address)).isEqualTo(before);

            idris.post("sample/faults", "sample/faults/" + provider + "/off", "");
            bean(MailboxSchedule.class).wake(mailbox(address).id());
            waitUntil(() -> entries(address) == before + 1);
        }
    }

    private static Instant nextTurn(String address) {
        return bean(JdbcClient.class).sql("""
                select t.execution_time
                  from scheduled_tasks t join mailbox m on m.mailbox_id::text = t.task_instance
                 where t.task_name = 'mailbox' and m.address = :address
                """).param("address", address).query(OffsetDateTime.class).single().toInstant();
    }

    /** Puts the mailbox's next turn off until hours later, once it is at rest. */
    private static void nothingButACallWakes(String address) throws Exception {
        waitUntil(() -> bean(JdbcClient.class).sql("""
                update scheduled_tasks t set execution_time = now() + interval '3 hours', version = version + 1
                  from mailbox m
                 where t.task_name = 'mailbox' and t.task_instance = m.mailbox_id::text and m.address = :address
                   and not t.picked and not m.wanted and t.execution_time > now() + interval '1 second'
                """).param("address", address).update() == 1);
    }

    @ParameterizedTest
    @CsvSource({"tomas.quill@fernbeck.example, microsoft, The day, 'Galley fridges, seven ships'",
            "hana.sorel@fernbeck-group.example, google, Site meeting, 'Trolley loggers, two hubs'"})
    @Order(Integer.MAX_VALUE - 3)
    void recoversFromAFaultThatIsSwitchedOnByItsPage(String address, String provider, String subject, String deal)
            throws Exception {
        try (Visitor idris = new Visitor(world.address(), "idris")) {
            assertThat(idris.get("mailboxes").body()).contains("/sample/faults");

            assertThat(idris.post("sample/faults", "sample/faults/" + provider + "/on/storm", "").body())
                    .contains("Too many requests since");
            idris.post("sample/faults", "sample/faults/" + provider + "/mail", "");
            waitUntil(() -> mailbox(address).failingSince().isPresent());
            assertThat(idris.get("mailboxes").body()).containsAnyOf("Slowed down by ",
                    "Could not be read a moment ago");

            idris.post("sample/faults", "sample/faults/" + provider + "/off", "");
            waitUntil(() -> mailbox(address).failingSince().isEmpty()
                    && timeline(deal).stream().anyMatch(a -> a.what().subject().equals(subject)));
            assertThat(timeline(deal)).filteredOn(a -> a.what().subject().equals(subject)).hasSize(1);
            assertThat(remainder(idris, mailbox(address).id())).isZero();
        }
    }

    private static long remainder(Visitor idris, MailboxId mailbox) throws Exception {
        Instant before = CLOCK.instant();
        idris.post("sample/faults", "mailboxes/" + mailbox + "/compare", "");
        waitUntil(() -> compared(mailbox).filter(sum -> sum.checkedAt().isAfter(before)).isPresent());
        return compared(mailbox).orElseThrow().missing();
    }

    private static Optional<Comparisons.Sum> compared(MailboxId mailbox) {
        return Optional.ofNullable(bean(Comparisons.class).latest().get(mailbox));
    }

    /** When the mail is there that arrives while a fault of the IMAP server is switched on. */
    private enum Arrives {
        MEANWHILE, AFTERWARDS, AFTER_SIGNING_IN
    }

    /** Of whatever an IMAP server suffers its mailbox says what the page of faults promises, and has all mail once when it is over. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            LOST_CALLS       | Keys to site nine | AFTERWARDS       | Read as it arrives
            DOUBLE_CALLS     | Parking           | MEANWHILE        | Read as it arrives
            SHUFFLED         | Training          | MEANWHILE        | Read as it arrives
            SLOW             | Two more sensors  | MEANWHILE        | Read as it arrives
            RENUMBERED       | Badges            | MEANWHILE        | Read as it arrives
            TRUNCATED        | Ripening room     | AFTERWARDS       | Could not be read a moment ago.* tried again at .*Nothing is lost
            BUSY             | Door contacts     | AFTERWARDS       | The mail store is being worked on.* tried again at .*Nothing is lost
            RESETS           | Lunch             | AFTERWARDS       | Could not be read a moment ago.* tried again at .*Nothing is lost
            PASSWORD_REFUSED | Network           | AFTER_SIGNING_IN | Needs sign-in again.*None until somebody signs in
            """)
    @Order(Integer.MAX_VALUE - 5)
    void anImapMailboxHasAllMailOnceWhateverItsServerSuffered(SampleFault fault, String subject, Arrives arrives,
            String says) throws Exception {
        Pattern state = Pattern.compile(says);
        List<String> before = activities();
        try (Visitor idris = new Visitor(world.address(), "idris")) {
            // What wakes it from here on is the server's word.
            waitUntil(() -> told(idris, ANNA).contains("Read as it arrives"));
            nothingButACallWakes(ANNA);
            int wrong = imap().faults();
            long read = mailbox(ANNA).messagesRead();

            assertThat(idris.post("sample/faults", "sample/faults/imap/on/" + fault.id(), "").body())
                    .contains(fault.title() + (fault.happensOnce() ? " at " : " since "));
            idris.post("sample/faults", "sample/faults/imap/mail", "");
            waitUntil(() -> arrives == Arrives.MEANWHILE
                    ? arrived(subject) == 1
                    : imap().faults() > wrong && state.matcher(told(idris, ANNA)).find());
            if (fault == SampleFault.RENUMBERED) {
                waitUntil(() -> mailbox(ANNA).messagesRead() > read + 10);
            }
            assertThat(told(idris, ANNA)).containsPattern(state);
            assertThat(arrived(subject)).isEqualTo(arrives == Arrives.MEANWHILE ? 1 : 0);

            idris.post("sample/faults", "sample/faults/imap/off", "");
            if (arrives == Arrives.AFTER_SIGNING_IN) {
                bean(MailboxConnections.class).reconnect(mailbox(ANNA).id(),
                        bean(SamplePost.class).account(new World(CLOCK).user("anna")));
            } else if (fault == SampleFault.LOST_CALLS) {
                bean(MailboxSchedule.class).wake(mailbox(ANNA).id());
            }
            waitUntil(() -> mailbox(ANNA).failingSince().isEmpty() && arrived(subject) == 1
                    && told(idris, ANNA).contains("Nothing waits"));
            assertThat(remainder(idris, mailbox(ANNA).id())).isZero();
        }
        assertThat(bean(LedgerBook.class).quarantine(Long.MAX_VALUE, 99)).extracting(LedgerBook.Quarantined::address)
                .doesNotContain(ANNA);
        assertThat(activities()).containsAll(before).doesNotHaveDuplicates();
    }

    private static SampleProvider imap() {
        return bean(SamplePost.class).providers().stream()
                .filter(provider -> provider.kind() == SampleMailbox.Provider.IMAP).findFirst().orElseThrow();
    }

    /** What the admin reads of a mailbox. */
    private static String told(Visitor idris, String address) {
        try {
            String page = idris.get("mailboxes").body();
            int begin = page.indexOf("id=\"mailbox-" + mailbox(address).id() + "\"");
            return page.substring(begin, page.indexOf("</tr>", begin)).replaceAll("<[^>]+>", " ").replaceAll("\\s+",
                    " ");
        } catch (IOException | InterruptedException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static long arrived(String subject) {
        return bean(JdbcClient.class).sql("select count(*) from interaction where subject = :subject")
                .param("subject", subject).query(Long.class).single();
    }

    /** What is slow, wrong about the time or known by another id is read all the same, once. */
    @ParameterizedTest
    @CsvSource({"tomas.quill@fernbeck.example, microsoft, slow", "tomas.quill@fernbeck.example, microsoft, clock-ahead",
            "tomas.quill@fernbeck.example, microsoft, clock-behind", "tomas.quill@fernbeck.example, microsoft, new-ids",
            "hana.sorel@fernbeck-group.example, google, slow", "hana.sorel@fernbeck-group.example, google, clock-ahead",
            "hana.sorel@fernbeck-group.example, google, clock-behind",
            "hana.sorel@fernbeck-group.example, google, new-ids"})
    @Order(Integer.MAX_VALUE - 3)
    void someFaultsAreNotEvenNoticed(String address, String provider, String fault) throws Exception {
        List<String> before = activities();
        try (Visitor idris = new Visitor(world.address(), "idris")) {
            Instant switchedOn = CLOCK.instant();

            idris.post("sample/faults", "sample/faults/" + provider + "/on/" + fault, "");
            bean(MailboxSchedule.class).wake(mailbox(address).id());

            waitUntil(() -> mailbox(address).lastSuccessAt().filter(switchedOn::isBefore).isPresent());
            assertThat(mailbox(address).failingSince()).isEmpty();
            idris.post("sample/faults", "sample/faults/" + provider + "/off", "");
            assertThat(remainder(idris, mailbox(address).id())).isZero();
        }
        assertThat(activities()).containsAll(before).doesNotHaveDuplicates();
    }

    @Test
    void everyFaultIsOfferedInWords() throws Exception {
        try (Visitor idris = new Visitor(world.address(), "idris")) {
            String page = idris.get("sample/faults").body();

            for (SampleFault fault : SampleFault.values()) {
                assertThat(page).contains(fault.title());
                for (String provider : List.of("google", "microsoft")) {
                    assertThat(page.contains("/" + provider + "/on/" + fault.id()))
                            .isEqualTo(SampleFault.OF_AN_API.contains(fault));
                }
            }
            for (String ofImap : List.of("busy", "truncated", "resets", "slow", "shuffled", "lost-calls",
                    "double-calls", "renumbered", "password-refused")) {
                assertThat(page).contains("/imap/on/" + ofImap);
            }
            assertThat(idris.post("sample/faults", "sample/faults/imap/on/storm", "").statusCode()).isEqualTo(404);
        }
    }

    @Test
    @Order(Integer.MAX_VALUE - 2)
    void aCursorThatExpiredCostsAReadingAndNothingElse() throws Exception {
        List<String> before = activities();
        try (Visitor idris = new Visitor(world.address(), "idris")) {
            MailboxId tomas = mailbox("tomas.quill@fernbeck.example").id();
            long read = mailbox("tomas.quill@fernbeck.example").messagesRead();

            idris.post("sample/faults", "sample/faults/microsoft/on/expired-cursor", "");
            bean(MailboxSchedule.class).wake(tomas);

            waitUntil(() -> mailbox("tomas.quill@fernbeck.example").messagesRead() > read + 10);
            assertThat(remainder(idris, tomas)).isZero();
        }
        assertThat(activities()).containsAll(before).doesNotHaveDuplicates();
    }

    private static List<String> activities() {
        return bean(JdbcClient.class).sql("""
                select concat_ws(' ', i.kind, i.subject, a.occurred_at, a.counterpart, a.account_id)
                  from activity a join interaction i using (interaction_id)
                """).query(String.class).list();
    }

    /** Two deals look dark only because nobody has connected the mailboxes that know better. */
    @Test
    @Order(Integer.MAX_VALUE - 1)
    void whoConsentsLightsUpADealAndWhoWithdrawsIsAskedAgain() throws Exception {
        SampleMailbox marta = new World(CLOCK).mailboxes().stream().filter(m -> m.name().equals("marta")).findFirst()
                .orElseThrow();
        World files = new World(CLOCK);
        URI address = URI.create(world.address());
        try (SampleConsents idris = new SampleConsents(address, files.user("idris"));
                Visitor looks = new Visitor(world.address(), "idris")) {
            idris.connect(marta, files.user("marta"));
            waitUntil(() -> deal("Depot refrigeration refit").silence().state() == BRIGHT);

            looks.post("sample/faults", "sample/faults/microsoft/on/consent-withdrawn", "");
            waitUntil(() -> mailbox(marta.address()).needsSignIn());
            assertThat(looks.get("mailboxes").body()).contains("Needs sign-in again");

            idris.connect(marta, files.user("marta"));
            waitUntil(() -> mailbox(marta.address()).failingSince().isEmpty());
        }
    }

    @Test
    void nobodyButTheAdminMakesProvidersFail() throws Exception {
        try (Visitor marta = new Visitor(world.address(), "marta")) {
            assertThat(marta.get("sample/faults").statusCode()).isEqualTo(403);
        }
    }

    /** Changes the world for the tests after it, so there are none. */
    @Test
    @Order(Integer.MAX_VALUE)
    void showsWhatArrivesWhileItRuns() throws Exception {
        OpenDeal before = deal("Milk-tank telemetry");

        world.letBuyerWrite();
        world.letBuyerWrite();
        String said = world.letBuyerWrite();

        assertThat(said).contains("priya");
        waitUntil(() -> deal("Milk-tank telemetry").lastInbound().orElseThrow().at()
                .isAfter(before.lastInbound().orElseThrow().at()));
    }

    @Test
    void letsItsUsersSignIn() throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest ask = HttpRequest.newBuilder(URI.create(world.address() + "api/openapi"))
                    .header("Authorization", "Basic bWFydGE6bGFtcGxpZ2h0").build();

            assertThat(client.send(ask, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void saysHowToChooseAnotherPortWhenItsOwnIsTaken() throws Exception {
        try (ServerSocket other = new ServerSocket(0)) {
            Throwable refused = ThrowableAssert
                    .catchThrowable(() -> SampleWorld.start(CLOCK, "--server.port=" + other.getLocalPort()));

            assertThat(refused).isInstanceOf(SampleSettings.PortTaken.class).message().hasLineCount(1)
                    .contains("--server.port=");
        }
    }

    @Test
    void allMailboxesAreProvenToBeAlive() {
        assertThat(bean(Mailboxes.class).all()).extracting(MailboxState::lastSuccessAt).allMatch(Optional::isPresent);
    }
}
