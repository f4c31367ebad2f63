// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.board;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Locale;

import org.junit.jupiter.api.Test;

class WordsTest {

    private final Words words = new Words(Locale.ENGLISH, ZoneId.of("Europe/Berlin"));
    private final Instant now = Instant.parse("2026-11-19T08:42:00Z");

    @Test
    void aDayIsACalendarDayOfTheReader() {
        Instant yesterdayEvening = Instant.parse("2026-11-18T22:59:00Z");

        assertThat(words.days(yesterdayEvening, now)).isEqualTo(1);
        assertThat(new Words(Locale.ENGLISH, ZoneId.of("America/New_York")).days(yesterdayEvening, now)).isEqualTo(1);
        assertThat(new Words(Locale.ENGLISH, ZoneId.of("Asia/Seoul")).days(yesterdayEvening, now)).isZero();
    }

    @Test
    void whatIsYetToComeIsNoNegativeSilence() {
        assertThat(words.days(now.plus(Duration.ofDays(3)), now)).isZero();
    }

    @Test
    void oneIsNotMany() {
        assertThat(words.days(1)).isEqualTo("1 day");
        assertThat(words.days(0)).isEqualTo("0 days");
        assertThat(words.count(18_204, "mail", "mails")).isEqualTo("18,204 mails");
    }

    @Test
    void saysHowLongAgoInTheUnitThatMatters() {
        assertThat(words.ago(now.minusSeconds(2), now)).isEqualTo("just now");
        assertThat(words.ago(now.minusSeconds(38), now)).isEqualTo("38 seconds ago");
        assertThat(words.ago(now.minusSeconds(61), now)).isEqualTo("1 minute ago");
        assertThat(words.ago(now.minusSeconds(5 * 3600), now)).isEqualTo("5 hours ago");
        assertThat(words.ago(Instant.parse("2026-11-18T16:20:00Z"), now)).isEqualTo("yesterday, 17:20");
        assertThat(words.ago(Instant.parse("2026-11-17T21:09:00Z"), now)).isEqualTo("17 Nov, 22:09");
    }

    @Test
    void aClockThatIsAheadSaysJustNow() {
        assertThat(words.ago(now.plusSeconds(30), now)).isEqualTo("just now");
    }

    @Test
    void doesNotPretendToKnowTheRemainingSeconds() {
        assertThat(words.left(Duration.ofSeconds(3))).isEqualTo("a few seconds");
        assertThat(words.left(Duration.ofSeconds(34))).isEqualTo("40 seconds");
        assertThat(words.left(Duration.ofSeconds(345))).isEqualTo("about 6 minutes");
        assertThat(words.left(Duration.ofSeconds(58))).isEqualTo("about 1 minute");
        assertThat(words.left(Duration.ofHours(3))).isEqualTo("about 3 hours");
    }

    @Test
    void namesTheYearOnlyWhenItIsFarAway() {
        LocalDate today = LocalDate.of(2026, 11, 19);

        assertThat(words.date(LocalDate.of(2027, 1, 31), today)).isEqualTo("31 Jan");
        assertThat(words.date(LocalDate.of(2025, 1, 3), today)).isEqualTo("3 Jan 2025");
    }

    @Test
    void saysLatelyAsPeopleDo() {
        assertThat(words.lately(Instant.parse("2026-11-19T08:01:00Z"), now)).isEqualTo("today 09:01");
        assertThat(words.lately(Instant.parse("2026-11-18T08:01:00Z"), now)).isEqualTo("yesterday");
        assertThat(words.lately(Instant.parse("2026-11-16T08:01:00Z"), now)).isEqualTo("Mon 16 Nov");
        assertThat(words.lately(Instant.parse("2026-10-26T08:18:00Z"), now)).isEqualTo("26 Oct");
        assertThat(words.clock(now)).isEqualTo("Thursday 19 November, 09:42");
        assertThat(words.weekdayTime(Instant.parse("2026-10-26T08:18:00Z"), now)).isEqualTo("Mon 26 Oct, 09:18");
    }

    @Test
    void moneyShowsCentsOnlyWhereThereAreAny() {
        assertThat(words.money(Money.of(84_000, "EUR"))).isEqualTo("€84,000");
        assertThat(words.money(new Money(new BigDecimal("84000.50"), Currency.getInstance("EUR"))))
                .isEqualTo("€84,000.50");
        assertThat(words.money(new Money(new BigDecimal("84000.00"), Currency.getInstance("EUR"))))
                .isEqualTo("€84,000");
        assertThat(words.money(Money.of(1_200_000, "JPY"))).isEqualTo("¥1,200,000");
        assertThat(words.money(Money.of(500, "CHF"))).isEqualTo("CHF 500");
        assertThat(words.money(Money.of(-20, "EUR"))).isEqualTo("−€20");
        assertThat(words.shortMoney(Money.of(2_253_000, "EUR"))).isEqualTo("€2.25 million");
        assertThat(words.shortMoney(Money.of(896_000, "EUR"))).isEqualTo("€896,000");
    }

    @Test
    void neverAddsUpTwoCurrencies() {
        List<Money> amounts = List.of(Money.of(12_000, "USD"), Money.of(400_000, "EUR"), Money.of(2_000, "EUR"));

        assertThat(words.sum(amounts)).isEqualTo("€402,000 and $12,000");
        assertThat(words.sum(List.of())).isEmpty();
    }

    @Test
    void listsNamesWithAnAnd() {
        assertThat(Words.list(List.of("Anna"))).isEqualTo("Anna");
        assertThat(Words.list(List.of("Anna", "Tom"))).isEqualTo("Anna and Tom");
        assertThat(Words.list(List.of("Anna", "Tom", "Priya"))).isEqualTo("Anna, Tom and Priya");
    }

    @Test
    void tellsTheLanguageByItsLetters() {
        assertThat(Words.language("냉장 차량 센서 120대")).isEqualTo("ko");
        assertThat(Words.language("冷库监测一期")).isEqualTo("zh");
        assertThat(Words.language("冷蔵庫のセンサー")).isEqualTo("ja");
        assertThat(Words.language("Kühlraum, 14 Filialen")).isNull();
    }
}
