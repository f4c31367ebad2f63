// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import io.lamplighter.addin.connect.MailboxSchedule;
import io.lamplighter.addin.security.SignIns;
import io.lamplighter.crm.directory.User;
import io.lamplighter.crm.directory.Users;
import io.lamplighter.crm.imports.AccountImport;
import io.lamplighter.crm.imports.ContactImport;
import io.lamplighter.crm.imports.OpportunityImport;
import io.lamplighter.crm.ledger.JdbcLedger;
import io.lamplighter.crm.ledger.Reconciliation;
import io.lamplighter.crm.mailbox.Mailboxes;
import io.lamplighter.ingest.Attachment;
import io.lamplighter.ingest.Cursor;
import io.lamplighter.ingest.Direction;
import io.lamplighter.ingest.Interaction;
import io.lamplighter.ingest.MailboxId;
import io.lamplighter.ingest.Origin;
import io.lamplighter.ingest.Participant;
import io.lamplighter.ingest.SourceId;
import io.lamplighter.ingest.Text;
import io.lamplighter.ingest.ThreadRefs;
import io.lamplighter.ingest.mailbox.Change;
import io.lamplighter.ingest.sync.Departure;
import io.lamplighter.ingest.sync.ReadPage;
import io.lamplighter.ingest.sync.Reading;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.springframework.context.ApplicationContext;

/** A few deals in every state, put in through the real importers and the real ledger. */
final class PagesWorld {

    static final String PASSWORD = "lantern-oil-7";

    private final ApplicationContext context;
    private final Instant now;
    private final Map<String, MailboxId> mailboxes = new HashMap<>();
    private final Map<String, List<Reading>> pages = new HashMap<>();
    private int count;

    PagesWorld(ApplicationContext context) {
        this.context = context;
        this.now = context.getBean(Clock.class).instant();
    }

    void build() {
        people();
        context.getBean(AccountImport.class).from("""
                name,domain
                Oakhanger Dairies,oakhanger.example
                Quillhaven Foods,quillhaven.example
                Brackwell Ports,brackwell.example
                Aster Quay Hotels,asterquay.example
                Kelmscar Storage,kelmscar.example
                별빛나루 물류,starferry.example
                Stourfield Farms,stourfield.example
                """);
        context.getBean(ContactImport.class).from("""
                name,email,account
                Helen Marsh,helen.marsh@oakhanger.example,Oakhanger Dairies
                Raj Menon,raj.menon@oakhanger.example,Oakhanger Dairies
                Ines Calder,ines.calder@quillhaven.example,Quillhaven Foods
                Dana Holt,dana.holt@brackwell.example,Brackwell Ports
                Peter Amsel,peter.amsel@asterquay.example,Aster Quay Hotels
                Ruth Ostler,ruth.ostler@kelmscar.example,Kelmscar Storage
                Han Bora,han.bora@starferry.example,별빛나루 물류
                Bill Trewin,bill.trewin@stourfield.example,Stourfield Farms
                """);
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        context.getBean(OpportunityImport.class).from("""
                name,account,owner,stage,amount,currency,close_date
                "Cold-room monitoring, 14 sites",Oakhanger Dairies,anna@fernbeck.example,Proposal,84000,EUR,%1$s
                "HACCP logging, 6 plants",Quillhaven Foods,priya@fernbeck.example,Negotiation,112000,EUR,%1$s
                "Reefer yard, berth 4",Brackwell Ports,idris@fernbeck.example,Negotiation,88000,USD,%2$s
                Kitchen compliance pack,Aster Quay Hotels,priya@fernbeck.example,Proposal,58000,EUR,%1$s
                Archive climate control,Kelmscar Storage,anna@fernbeck.example,Proposal,47500.50,EUR,%2$s
                냉장 차량 센서 120대,별빛나루 물류,tom@fernbeck.example,Proposal,61000,EUR,%1$s
                Milk-tank telemetry,Stourfield Farms,tom@fernbeck.example,Qualified,18900,EUR,%1$s
                Parlour alarms,Stourfield Farms,tom@fernbeck.example,Qualified,21000,EUR,%1$s
                """.formatted(today.plusDays(40), today.minusDays(4)));
        mail();
        pages.forEach(this::commit);
        health();
    }

    private void people() {
        add("anna", "Anna Reyes", User.Role.REP);
        add("tom", "Tom Okafor", User.Role.REP);
        add("priya", "Priya Nair", User.Role.REP);
        add("idris", "Idris Vale", User.Role.REP);
        add("marta", "Marta Lindqvist", User.Role.MANAGER);
        add("ewa", "Ewa Sorel", User.Role.ADMIN);
    }

    private void add(String name, String full, User.Role role) {
        User user = context.getBean(Users.class).add(name, full, name + "@fernbeck.example", role);
        context.getBean(SignIns.class).setPassword(user.id(), PASSWORD);
        if (role == User.Role.REP) {
            MailboxId mailbox = context.getBean(Mailboxes.class).add(user, "imap", user.email()).orElseThrow();
            mailboxes.put(name, mailbox);
            // Its server is none: it has its turn when nobody looks any more.
            context.getBean(SchedulerClient.class).scheduleIfNotExists(
                    new TaskInstance<>(MailboxSchedule.TASK_NAME, mailbox.toString()), now.plus(Duration.ofDays(1)));
        }
    }

    private void mail() {
        String helen = "Helen Marsh <helen.marsh@oakhanger.example>";
        for (int day = 80; day > 24; day -= 5) {
            inbound("anna", helen, day, "Re: Sensors for the depot", "Thanks Anna, the figures look fine. Helen", 4);
            outbound("anna", helen, day - 2, "Re: Sensors for the depot", "Hi Helen, here is the next part. Anna");
        }
        inbound("anna", helen, 24, "Re: Proposal for the 14 sites",
                """
                        Hi Anna, thanks for coming out. The pilot readings were spot on and the depot lads like the app.

                        I have to be straight with you though. The board met on Friday and asked us to look at one more vendor, so we \
                        cannot commit before the new year. I will come back to you when I know more.

                        Helen""",
                38);
        outbound("anna", helen, 10, "Checking in on the January start",
                "Hi Helen, are we still looking at January? Anna");
        automatic("anna", "Raj Menon <raj.menon@oakhanger.example>", 9, "Automatic reply: Checking in",
                "I am away and back on Monday.");
        inbound("priya", "Ines Calder <ines.calder@quillhaven.example>", 20, "Plants", "Could you send a quote?", 0);
        inbound("priya", "Ines Calder <ines.calder@quillhaven.example>", 1, "Re: Quote for the plants", """
                Dear Priya,

                I’m sorry, the board has frozen all new spend until April, so we can’t sign this year. \
                We decided to go with another vendor for the pilot.

                Ines""", 12);
        inbound("idris", "Dana Holt <dana.holt@brackwell.example>", 9, "Berth 4", "Send the paper over.", 0);
        inbound("priya", "Peter Amsel <peter.amsel@asterquay.example>", 19, "Kitchens",
                "We look at it with the chefs next week.", 0);
        inbound("anna", "Ruth Ostler <ruth.ostler@kelmscar.example>", 2, "Archive",
                "We are ready to sign. Please send the contract to me.", 0);
        inbound("tom", "Han Bora <han.bora@starferry.example>", 23, "견적 요청", "센서 120대 견적을 부탁드립니다.", 0);
        inbound("tom", "Bill Trewin <bill.trewin@stourfield.example>", 3, "Numbers",
                "Could you send me one sheet with everything before Friday?", 0);
        page("tom").add(new Reading.Unreadable(new SourceId("INBOX/1700000000/9001"), ago(0),
                "a part ends before its boundary"));
        page("tom").add(captured("tom", "Somebody <else@nowhere.example>", 0, "Newsletter", "Ten tips", 0,
                Direction.INBOUND, new Origin(Origin.Kind.BULK, "List-Id is present")));
    }

    private void inbound(String whose, String buyer, int daysAgo, String subject, String text, int quotedLines) {
        page(whose).add(captured(whose, buyer, daysAgo, subject, text, quotedLines, Direction.INBOUND,
                Origin.person()));
    }

    private void outbound(String whose, String buyer, int daysAgo, String subject, String text) {
        page(whose).add(captured(whose, buyer, daysAgo, subject, text, 0, Direction.OUTBOUND, Origin.person()));
    }

    private void automatic(String whose, String buyer, int daysAgo, String subject, String text) {
        page(whose).add(captured(whose, buyer, daysAgo, subject, text, 0, Direction.INBOUND,
                new Origin(Origin.Kind.AUTO_REPLY, "Auto-Submitted: auto-replied")));
    }

    private List<Reading> page(String whose) {
        return pages.computeIfAbsent(whose, name -> new ArrayList<>());
    }

    private Reading captured(String whose, String buyer, int daysAgo, String subject, String text, int quotedLines,
            Direction direction, Origin origin) {
        count++;
        String name = buyer.substring(0, buyer.indexOf(" <"));
        String address = buyer.substring(buyer.indexOf('<') + 1, buyer.length() - 1);
        boolean in = direction == Direction.INBOUND;
        String full = context.getBean(Users.class).byUsername(whose).orElseThrow().name();
        List<Participant> people = List.of(
                new Participant(in ? Participant.Role.FROM : Participant.Role.TO, name, address),
                new Participant(in ? Participant.Role.TO : Participant.Role.FROM, full, whose + "@fernbeck.example"));
        Interaction interaction = new Interaction(Interaction.Kind.EMAIL,
                new ThreadRefs("m" + count + "@test.example", List.of()), direction, origin, ago(daysAgo),
                Optional.of(ago(daysAgo)), people, subject,
                new Text(text, "> quoted\n".repeat(quotedLines), "", false),
                daysAgo == 24 && in ? List.of(new Attachment("site-plan.pdf", "application/pdf", 214_000)) : List.of(),
                Optional.empty(), List.of());
        return new Reading.Captured(new SourceId("INBOX/1700000000/" + count), Change.Place.RECEIVED, interaction,
                count * 7_919L, text.getBytes(StandardCharsets.UTF_8));
    }

    /** The mailbox of somebody at the buyer answers that they have left; for a world that is built. */
    void leaves(String whose, String buyer, String successor, String address) {
        Reading.Captured note = (Reading.Captured) captured(whose, buyer, 0, "Automatic reply", "I have left.", 0,
                Direction.INBOUND, new Origin(Origin.Kind.AUTO_REPLY, "Auto-Submitted: auto-replied"));
        Departure departure = new Departure("", buyer.substring(buyer.indexOf('<') + 1, buyer.length() - 1), successor,
                address, true);
        JdbcLedger ledger = context.getBean(JdbcLedger.class);
        ledger.commit(new ReadPage(of(whose), ledger.position(of(whose), "imap"),
                new Cursor("imap", 1, "after page " + count),
                List.of(new Reading.Captured(note.source(), note.place(), note.interaction(), note.fingerprint(),
                        note.kept(), note.notice(), List.of(departure))),
                0));
    }

    /** At this very time of the day, so that the days between are the same whenever the tests run. */
    private Instant ago(int days) {
        return now.minus(Duration.ofDays(days));
    }

    private MailboxId of(String whose) {
        return Objects.requireNonNull(mailboxes.get(whose), whose);
    }

    private void commit(String whose, List<Reading> readings) {
        long remaining = whose.equals("tom") ? 4_200 : 0;
        context.getBean(JdbcLedger.class).commit(new ReadPage(of(whose), Cursor.start("imap"),
                new Cursor("imap", 1, "after the first page"), readings, remaining));
    }

    /** Anna and Priya are read, Idris has to sign in again, and Tom's history is still coming. */
    private void health() {
        Mailboxes health = context.getBean(Mailboxes.class);
        Instant next = now.plus(Duration.ofMinutes(1));
        List.of("anna", "priya", "idris").forEach(
                name -> health.succeeded(of(name), name.equals("idris") ? ago(2) : now, next));
        health.failed(of("idris"), ago(1),
                "mail.fernbeck.example answered “authentication failed”. Sign in again.", Optional.empty());
        health.goesOn(of("tom"), now);
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        context.getBean(Reconciliation.class).record(of("anna"), today.minusDays(29), today, List.of(), Set.of(),
                Set.of(), now);
    }
}
