// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.lamplighter.crm.Crm;
import org.junit.jupiter.api.Test;

class ImportsTest {

    private final Crm crm = new Crm();

    @Test
    void changesNothingWhenAFileIsImportedTwice() {
        Imported again = crm.contacts
                .from("name,email,account\nHelen Marsh,helen@oakhanger.example,Oakhanger Dairies\n");

        assertThat(again.created()).isZero();
        assertThat(again.changed()).isZero();
    }

    @Test
    void namesTheColumnThatIsMissing() {
        assertThatExceptionOfType(ImportRejected.class)
                .isThrownBy(() -> crm.opportunities
                        .from("name,account,owner,stage,currency,close_date\nX,Y,a@b.example,Lead,EUR,\n"))
                .withMessageContaining("line 1, amount: this column is missing");
    }

    @Test
    void namesTheLineAndTheFieldOfABadAmountAndImportsNothing() {
        assertThatExceptionOfType(ImportRejected.class).isThrownBy(() -> crm.opportunities.from("""
                name,account,owner,stage,amount,currency,close_date
                Fine,Oakhanger Dairies,anna@seller.example,Lead,1000,EUR,
                Broken,Oakhanger Dairies,anna@seller.example,Lead,"1.000,50",EUR,
                """)).withMessageContaining("line 3, amount: “1.000,50” is no amount");
        assertThat(crm.count("opportunity")).isEqualTo(2);
    }

    @Test
    void namesEveryMistakeAtOnce() {
        assertThatExceptionOfType(ImportRejected.class).isThrownBy(() -> crm.opportunities.from("""
                name,account,owner,stage,amount,currency,close_date
                ,Oakhanger Dairies,nobody,Lead,-5,Euro,31.12.2026
                """))
                .satisfies(e -> assertThat(e.problems()).extracting(Problem::field).containsExactlyInAnyOrder("name",
                        "owner",
                        "amount", "currency", "close_date"));
    }

    @Test
    void namesTheAccountThatIsNotThere() {
        assertThatExceptionOfType(ImportRejected.class)
                .isThrownBy(() -> crm.contacts.from("name,email,account\nX,x@nowhere.example,Nowhere Ltd\n"))
                .withMessageContaining("line 2, account: there is no account named “Nowhere Ltd”");
        assertThat(crm.jdbc.sql("select count(*) from contact where name = 'X'").query(Long.class).single()).isZero();
    }

    @Test
    void refusesADomainThatBelongsToAnotherAccount() {
        assertThatExceptionOfType(ImportRejected.class)
                .isThrownBy(() -> crm.accounts.from("name,domain\nImpostor,oakhanger.example\n"))
                .withMessageContaining("oakhanger.example already belongs to Oakhanger Dairies");
    }

    @Test
    void takesSeveralDomainsAndCleansThem() {
        crm.accounts.from("name,domain\nBigco,https://www.bigco.example/;bigco.test\n");

        assertThat(crm.jdbc.sql("select domain from account_domain where domain like 'bigco%' order by 1")
                .query(String.class).list())
                .containsExactly("bigco.example", "bigco.test");
    }

    @Test
    void readsWhatSpreadsheetsWrite() {
        Imported imported = crm.accounts.from("\uFEFFName,Domain\r\n\"Smith, Sons\",smith.example\r\n\r\n");

        assertThat(imported.created()).isEqualTo(1);
    }

    @Test
    void addsOwnersAndStagesNobodyKnewAndSaysSo() {
        Imported imported = crm.opportunities.from("""
                name,account,owner,stage,amount,currency,close_date
                New,Oakhanger Dairies,zoe@seller.example,Trial,1000,EUR,2027-01-31
                """);

        assertThat(imported.notes()).containsExactlyInAnyOrder(
                "zoe@seller.example was added as a rep who cannot sign in yet.",
                "The stage “Trial” was added to the pipeline.");
    }

    @Test
    void updatesADealThatChanged() {
        Imported imported = crm.opportunities.from("""
                name,account,owner,stage,amount,currency,close_date
                Cold rooms,Oakhanger Dairies,anna@seller.example,Negotiation,90000,EUR,2026-12-15
                """);

        assertThat(imported.created()).isZero();
        assertThat(imported.changed()).isEqualTo(1);
    }
}
