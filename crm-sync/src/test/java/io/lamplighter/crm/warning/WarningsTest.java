// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.warning;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.crm.ActivityId;
import io.lamplighter.crm.Crm;
import io.lamplighter.crm.Mail;
import io.lamplighter.crm.notify.Notice;
import io.lamplighter.crm.notify.Outbox;
import io.lamplighter.crm.opportunity.Pipelines;
import io.lamplighter.crm.scoring.Jargon;
import io.lamplighter.crm.scoring.Plain;
import io.lamplighter.crm.scoring.Rescore;
import io.lamplighter.crm.scoring.ScoreBacklog;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WarningsTest {

    private final Jargon jargon = new Jargon();
    private final Crm crm = jargon.crm;
    private final Outbox outbox = new Outbox(crm.jdbc, List.of("mail"));
    private final Warnings warnings = new Warnings(crm.jdbc, crm.database.transaction(), outbox, crm.clock);

    @Test
    void badNewsFromTheBuyerWarnsTheOwnerAndTheManagers() {
        ActivityId mail = jargon.mail("The budget is frozen.", 1);
        score(-0.5);

        assertThat(warnings.of(List.of(mail)).get(mail)).satisfies(warned -> {
            assertThat(warned.dealName()).isEqualTo("Cold rooms");
            assertThat(warned.score()).isEqualTo(-0.5);
            assertThat(warned.threshold()).isEqualTo(-0.35);
            assertThat(warned.recipients()).extracting(Warned.Recipient::name).containsExactly("Anna Reyes",
                    "Marta Lindqvist");
        });
        assertThat(told()).containsExactly(Notice.What.RAISED);
        assertThat(outbox.after(0, 9).getFirst().owner()).isEqualTo(crm.anna.id());
        assertThat(warnings.unread(crm.anna.id(), Optional.of(crm.anna.id()))).hasSize(1);
        assertThat(warnings.unread(crm.jonas.id(), Optional.of(crm.jonas.id()))).isEmpty();
        assertThat(warnings.page(Optional.of(crm.jonas.id()), Long.MAX_VALUE, 9)).isEmpty();
    }

    @Test
    void whatIsNotBelowTheThresholdWarnsNobody() {
        jargon.mail("The budget is frozen.", 1);
        score(-0.35);

        assertThat(crm.count("warning")).isZero();
    }

    @Test
    void aThresholdThatIsRaisedWarnsOfWhatIsRecent() {
        jargon.mail("The budget is frozen.", 1);
        jargon.mail("The budget is frozen still.", 9);
        score(-0.3);
        Pipelines pipelines = new Pipelines(crm.jdbc);
        pipelines.warnBelow(pipelines.all().getFirst().id(), -0.25);

        assertThat(warnings.sweep()).isEqualTo(1);
        assertThat(warnings.sweep()).isZero();
    }

    @Test
    void ourOwnWordsAndOldNewsWarnNobody() {
        crm.record(crm.annasMailbox, Mail.from("anna@seller.example").to("helen@oakhanger.example")
                .saying("Your budget is frozen.").in("Sent/1/1"));
        jargon.mail("The budget is frozen.", 8);
        score(-0.9);

        assertThat(crm.count("warning")).isZero();
    }

    @Test
    void mailThatFindsItsDealLaterWarnsThen() {
        ActivityId mail = jargon.mail("The budget is frozen.", 1);
        crm.jdbc.sql("update activity set opportunity_id = null").update();
        score(-0.9);
        assertThat(crm.count("warning")).isZero();

        crm.jdbc.sql("update activity set opportunity_id = :deal").param("deal", crm.opportunity("Depot refit"))
                .update();
        warnings.sweep();

        assertThat(warnings.of(List.of(mail)).get(mail)).satisfies(
                warned -> assertThat(warned.recipients().getFirst().name()).isEqualTo("Jonas Weir"));
    }

    @Test
    void itIsRaisedOnceWhateverIsLearnedLater() {
        ActivityId mail = jargon.mail("The budget is frozen.", 1);
        score(-0.9);

        rescore("2", -0.8);
        rescore("3", -0.1);
        assertThat(warnings.of(List.of(mail)).get(mail)).satisfies(w -> assertThat(w.lifted()).isTrue());
        assertThat(warnings.unread(crm.anna.id(), Optional.empty())).isEmpty();
        rescore("4", -0.7);

        assertThat(crm.count("warning")).isEqualTo(1);
        assertThat(told()).containsExactly(Notice.What.RAISED, Notice.What.LIFTED, Notice.What.CHANGED);
        assertThat(crm.count("delivery")).isEqualTo(2);
        assertThat(warnings.of(List.of(mail)).get(mail)).satisfies(w -> assertThat(w.lifted()).isFalse());
    }

    @Test
    void eachSaysForThemselvesThatTheyHaveSeenIt() {
        ActivityId mail = jargon.mail("The budget is frozen.", 1);
        score(-0.9);
        long id = warnings.page(Optional.empty(), Long.MAX_VALUE, 9).getFirst().id();

        assertThat(warnings.acknowledge(id, crm.jonas.id(), Optional.of(crm.jonas.id()))).isFalse();
        assertThat(warnings.acknowledge(id, crm.anna.id(), Optional.of(crm.anna.id()))).isTrue();
        assertThat(warnings.acknowledge(id, crm.anna.id(), Optional.of(crm.anna.id()))).isFalse();

        assertThat(warnings.of(List.of(mail)).get(mail)).satisfies(w -> {
            assertThat(w.recipient(crm.anna.id()).orElseThrow().acknowledgedAt()).contains(Crm.NOW);
            assertThat(w.recipient(jargon.marta.id()).orElseThrow().acknowledgedAt()).isEmpty();
        });
        assertThat(told()).containsExactly(Notice.What.RAISED, Notice.What.ACKNOWLEDGED);
        assertThat(warnings.unread(crm.anna.id(), Optional.empty())).isEmpty();
        assertThat(warnings.unread(jargon.marta.id(), Optional.empty())).hasSize(1);
    }

    @Test
    void whoReadsOnFromANumberMissesNothing() {
        jargon.mail("The budget is frozen.", 1);
        score(-0.9);
        long read = outbox.latest();
        jargon.mail("The budget is frozen again.", 0);
        score(-0.9);

        assertThat(outbox.after(read, 9)).hasSize(1);
        assertThat(outbox.after(0, 1)).hasSize(1).extracting(Notice::id).containsExactly(read);
    }

    private List<Notice.What> told() {
        return outbox.after(0, 99).stream().map(Notice::what).toList();
    }

    private void score(double frozen) {
        Plain scorer = new Plain("1", Map.of("frozen", frozen));
        new ScoreBacklog(crm.jdbc, crm.database.transaction(), () -> scorer, warnings, crm.clock).scoreNewest(99,
                Instant.EPOCH);
    }

    private void rescore(String version, double frozen) {
        Plain scorer = new Plain(version, Map.of("frozen", frozen));
        new Rescore(crm.jdbc, crm.database.transaction(), () -> scorer, warnings, crm.clock).newest(99);
    }
}
