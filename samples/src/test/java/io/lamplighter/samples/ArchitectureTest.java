// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.samples;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.accessTargetWhere;
import static com.tngtech.archunit.lang.conditions.ArchConditions.never;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.time.Clock;
import java.util.Set;

/** The arrows between packages; those between modules are Maven's. */
@AnalyzeClasses(packages = "io.lamplighter", importOptions = {ImportOption.DoNotIncludeTests.class,
        ArchitectureTest.WithoutTestJars.class})
class ArchitectureTest {

    /** The simulators come in a jar of tests, which the usual option does not know for one. */
    static final class WithoutTestJars implements ImportOption {

        @Override
        public boolean includes(Location location) {
            return !location.contains("-tests.jar");
        }
    }

    private static final String INGEST = "io.lamplighter.ingest";
    private static final String CRM = "io.lamplighter.crm..";
    private static final String SENTIMENT = "io.lamplighter.sentiment..";

    @ArchTest
    static final ArchRule nobodyImportsTheSamples = noClasses().that()
            .resideOutsideOfPackage("io.lamplighter.samples..")
            .should().dependOnClassesThat().resideInAPackage("io.lamplighter.samples..");

    @ArchTest
    static final ArchRule modulesPointDown = noClasses().that().resideInAnyPackage(INGEST + "..", SENTIMENT).should()
            .dependOnClassesThat(resideInAPackage("io.lamplighter..")
                    .and(not(resideInAnyPackage(INGEST + "..", SENTIMENT))));

    @ArchTest
    static final ArchRule nothingBelowKnowsTheApplication = noClasses().that().resideInAPackage(CRM).should()
            .dependOnClassesThat().resideInAPackage("io.lamplighter.addin..");

    @ArchTest
    static final ArchRule scoringKnowsNoMail = noClasses().that().resideInAPackage(SENTIMENT)
            .should().dependOnClassesThat().resideInAPackage(INGEST + "..");

    @ArchTest
    static final ArchRule readingKnowsNoScores = noClasses().that().resideInAPackage(INGEST + "..").should()
            .dependOnClassesThat().resideInAPackage(SENTIMENT);

    @ArchTest
    static final ArchRule theWordsOfIngestImportNothingOfOurs = classes().that().resideInAPackage(INGEST).should()
            .onlyDependOnClassesThat(resideInAPackage(INGEST).or(not(resideInAPackage("io.lamplighter.."))));

    @ArchTest
    static final ArchRule pureReadersKnowNoProvider = noClasses().that()
            .resideInAnyPackage(INGEST + ".mime..", INGEST + ".text..", INGEST + ".origin..", INGEST + ".calendar..",
                    INGEST + ".transcript..")
            .should().dependOnClassesThat().resideInAnyPackage(INGEST + ".mailbox..", INGEST + ".imap..",
                    INGEST + ".graph..", INGEST + ".google..", INGEST + ".memory..", INGEST + ".sync..",
                    "jakarta.mail..", "org.eclipse.angus..", "com.microsoft..", "com.google..");

    @ArchTest
    static final ArchRule connectorsDoNotReadWhatTheyFetch = noClasses().that()
            .resideInAnyPackage(INGEST + ".imap..", INGEST + ".graph..", INGEST + ".google..", INGEST + ".memory..")
            .should().dependOnClassesThat().resideInAnyPackage(INGEST + ".text..", INGEST + ".origin..",
                    INGEST + ".sync..");

    @ArchTest
    static final ArchRule theCrmSeesWordsAndThePortOfIngestOnly = noClasses().that().resideInAPackage(CRM).should()
            .dependOnClassesThat(resideInAPackage(INGEST + "..")
                    .and(not(resideInAnyPackage(INGEST, INGEST + ".sync", INGEST + ".mailbox"))));

    @ArchTest
    static final ArchRule packagesOfIngestHaveNoCycles = SlicesRuleDefinition.slices()
            .matching("io.lamplighter.ingest.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule noSpringBelowTheApplication = noClasses().that()
            .resideInAnyPackage(INGEST + "..", SENTIMENT).should().dependOnClassesThat()
            .resideInAPackage("org.springframework..");

    @ArchTest
    static final ArchRule theCrmUsesSpringForSqlOnly = noClasses().that().resideInAPackage(CRM).should()
            .dependOnClassesThat(resideInAPackage("org.springframework..").and(not(
                    resideInAnyPackage("org.springframework.jdbc..", "org.springframework.transaction.support..",
                            "org.springframework.dao.."))));

    @ArchTest
    static final ArchRule readingKnowsNoSql = noClasses().that().resideInAnyPackage(INGEST + "..", SENTIMENT).should()
            .dependOnClassesThat().resideInAnyPackage("java.sql..", "javax.sql..");

    /** A clock comes through the constructor; only where everything is wired together is there a real one. */
    @ArchTest
    static final ArchRule nobodyAsksTheMachineForTheTime = classes().that()
            .resideInAnyPackage(INGEST + "..", SENTIMENT, CRM, "io.lamplighter.addin..").and()
            .resideOutsideOfPackage("io.lamplighter.addin.wiring..")
            .should(never(accessTargetWhere(asksTheMachine())));

    /** A method that is named, as in {@code System::nanoTime}, is as good as called. */
    private static DescribedPredicate<JavaAccess<?>> asksTheMachine() {
        return DescribedPredicate.describe("the machine is asked for the time", access -> {
            String owner = access.getTargetOwner().getFullName();
            String method = access.getName();
            boolean now = owner.startsWith("java.time.") && method.equals("now")
                    && !(access instanceof JavaCodeUnitAccess<?> call
                            && call.getTarget().getRawParameterTypes().stream()
                                    .anyMatch(type -> type.isEquivalentTo(Clock.class)));
            boolean clock = owner.equals(Clock.class.getName()) && method.startsWith("system");
            return now || clock
                    || owner.equals("java.lang.System") && Set.of("currentTimeMillis", "nanoTime").contains(method);
        });
    }

    @ArchTest
    static final ArchRule nothingIsCalledAfterItsShape = noClasses().should()
            .haveSimpleNameEndingWith("Impl").orShould().haveSimpleNameEndingWith("Util").orShould()
            .haveSimpleNameEndingWith("Utils").orShould().haveSimpleNameEndingWith("Helper").orShould()
            .haveSimpleNameEndingWith("Dto");
}
