// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.sentiment.lexicon;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.sentiment.Evidence;
import io.lamplighter.sentiment.Score;
import io.lamplighter.sentiment.Score.Label;
import io.lamplighter.sentiment.SentimentScorer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LexiconScorerTest {

    private final SentimentScorer scorer = LexiconScorer.load();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            The budget has been approved.                        | Our budget was frozen on Monday.
            We are ready to sign.                                | We are not ready to sign.
            We have decided to go with you.                      | We have decided to go with another vendor.
            Legal has approved the terms.                        | Legal rejected the terms.
            The team loved the demo.                             | The team loved the demo, but the committee chose another supplier.
            Please send the contract over.                       | Please cancel the contract.
            It is expensive but we are going with you.           | We like you but it is far too expensive.
            Not bad at all, the team loved the demo.             | Bad news, I'm afraid: they decided to stay with the incumbent.
            Let's kill the old contract and move to yours.       | Please turn off the auto-renewal.
            We will renew for two years.                         | We will not renew.
            Please don't cancel our subscription!                | We are cancelling our subscription.
            The security team has no further concerns.           | I don't think this is a fit.
            You won this one.                                    | You lost this one on price.
            It is not cheap, but we'll take it.                  | The deal is off.
            The committee approved the business case.            | The committee has not approved the business case.
            We want 20 more seats.                               | Hardly anybody uses it.
            If you can do 40k we will sign this week.            | We can't justify the price.
            We're not going with anyone else, we choose you.     | Thank you for the demo. However, we chose someone else.
            """)
    void tellsGoodNewsFromBadNewsInTheSameWords(String good, String bad) {
        assertThat(scorer.score(good, "en").value()).as(good).isPositive();
        assertThat(scorer.score(bad, "en").value()).as(bad).isNegative();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ko      | 품의가 승인되어 발주서를 보내드립니다.      | 예산이 전액 동결되어 보류합니다.
            ko      | 계약을 바로 진행하겠습니다.                 | 아쉽지만 이번에는 진행하기 어렵습니다.
            zh-Hans | 预算批下来了，请寄合同。                    | 预算被冻结，项目暂缓。
            zh-Hant | 簽呈已核准，請準備合約。                    | 經綜合考量，本案暫緩，敬請見諒。
            zh      | 决定采购贵司的系统。                        | 我们已经跟别家签了。
            """)
    void readsKoreanAndBothKindsOfChinese(String language, String good, String bad) {
        assertThat(scorer.score(good, language).label()).as(good).isEqualTo(Label.POSITIVE);
        assertThat(scorer.score(bad, language).label()).as(bad).isEqualTo(Label.NEGATIVE);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Thursday 14:00 works for us. Could you send a Teams link?
            Does the limit count reads, or only writes?
            Please resend the calendar invite, the link is broken.
            Please find attached the agenda for our meeting.
            Attached is our vendor security questionnaire. Please return it in the same format.
            My feet still hurt. Hope you made your train!
            """)
    void hasLittleToSayAboutLogistics(String text) {
        assertThat(scorer.score(text, "en").label()).isEqualTo(Label.NEUTRAL);
    }

    @Test
    void pointsAtThePhraseItWentBy() {
        String text = "Hi Ann,\nsadly our travel plans changed. The budget is completely frozen.";

        Evidence evidence = scorer.score(text, "en").evidence().getLast();

        assertThat(text.substring(evidence.start(), evidence.end())).isEqualTo("budget is completely frozen");
        assertThat(evidence.signal()).isEqualTo("budget");
        assertThat(evidence.reason()).contains("\"budget is completely frozen\"");
    }

    @Test
    void saysWhenAPhraseWasNegated() {
        Evidence evidence = scorer.score("Nobody here is really thrilled with it.", "en").evidence().getFirst();

        assertThat(evidence.reason()).contains("negated");
        assertThat(evidence.contribution()).isNegative();
    }

    @Test
    void ignoresWhatWasQuoted() {
        Score answer = scorer.score(
                "We're going with you.\n\nOn Tue, Farid wrote:\n> I guess we lost this one, it was too expensive.",
                "en");

        assertThat(answer.evidence()).hasSize(1);
        assertThat(answer.label()).isEqualTo(Label.POSITIVE);
    }

    @Test
    void answersBelowAQuoteCount() {
        assertThat(scorer.score("> Do you want it?\nPlease cancel the order.", "en").label()).isEqualTo(Label.NEGATIVE);
    }

    @Test
    void findsOutTheLanguageWhenNobodySaysIt() {
        assertThat(scorer.score("We are ready to sign the contract.", "").label()).isEqualTo(Label.POSITIVE);
        assertThat(scorer.score("예산이 동결되었습니다.", "").label()).isEqualTo(Label.NEGATIVE);
        assertThat(scorer.score("预算被冻结了。", "").label()).isEqualTo(Label.NEGATIVE);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            de | Das Budget ist eingefroren, no budget.
            fr | Nous avons choisi un autre fournisseur.
            ja | 予算が凍結されました。
               | Wir haben uns leider für einen anderen Anbieter entschieden und sind nicht interessiert.
               | 契約を更新しません。
            """)
    void admitsThatItCannotReadALanguage(String language, String text) {
        Score score = scorer.score(text, language == null ? "" : language);

        assertThat(score.value()).isZero();
        assertThat(score.confidence()).isZero();
        assertThat(score.evidence()).isEmpty();
    }

    @Test
    void isSureWhenEverythingPointsTheSameWay() {
        double agreed = scorer.score("The board approved the budget and we are ready to sign.", "en").confidence();
        double torn = scorer.score("The board approved the budget. The project is on hold.", "en").confidence();

        assertThat(agreed).isGreaterThan(torn);
        assertThat(scorer.score("", "en").confidence()).isZero();
    }
}
