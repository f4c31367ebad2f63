// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.connect;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.crm.ledger.LedgerBook;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HeldMailTest {

    private final ReadWorld world = new ReadWorld();
    private final LedgerBook book = new LedgerBook(world.jdbc);

    @BeforeEach
    void oneIsHeld() {
        world.nobodysMail(1);
        world.read();
        assertThat(held()).hasSize(1);
    }

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void isTriedAgainByItselfAfterAnHourAndThenMoreRarely() {
        int fetches = world.provider.fetches;
        world.clock.passes(Duration.ofMinutes(59));
        world.read();
        assertThat(world.provider.fetches).isEqualTo(fetches);

        world.clock.passes(Duration.ofMinutes(1));
        world.read();
        world.clock.passes(Duration.ofHours(3));
        world.read();

        assertThat(world.provider.fetches).isEqualTo(fetches + 1);
        assertThat(held().getFirst().attempts()).isEqualTo(2);
        assertThat(held().getFirst().nextAttemptAt()).hasValue(world.clock.instant().plus(Duration.ofHours(1)));
    }

    @Test
    void isTriedOnceByALaterReaderAndLeavesQuarantineWhenItCanBeRead() {
        world.provider.hidden.add(ReadWorld.source(1));
        world.mail(1, 0);
        world.read();
        assertThat(held()).hasSize(1);

        world.jdbc.sql("update quarantine set reader = reader - 1").update();
        world.read();

        assertThat(held()).isEmpty();
    }

    @Test
    void thatItDoesNotComeIsNoFailureOfItsMailbox() {
        world.provider.noFetching = ReadWorld.busy();
        world.clock.passes(Duration.ofHours(1));
        world.read();

        assertThat(world.mailboxes.find(world.annas).orElseThrow().failingSince()).isEmpty();
        assertThat(held().getFirst().attempts()).isEqualTo(2);
        assertThat(held().getFirst().nextAttemptAt()).hasValue(world.clock.instant().plus(Duration.ofHours(4)));
    }

    private List<LedgerBook.Quarantined> held() {
        return book.quarantine(Long.MAX_VALUE, 9);
    }
}
