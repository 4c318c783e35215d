package io.kingtask.system;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may import whom. */
class ModuleRulesTest {

    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(location -> !location.contains("system-tests") && !location.contains("-tests.jar"))
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.kingtask");

    private static final List<String> MODULES = List.of(
            "io.kingtask.client",
            "io.kingtask.settings",
            "io.kingtask.store",
            "io.kingtask.worker",
            "io.kingtask.broker",
            "io.kingtask.cli",
            "io.kingtask.doctor",
            "io.kingtask.launcher",
            "io.kingtask.examples");

    /** Packages of the broker that any feature may use; they use no feature. */
    private static final String[] SHARED = {"admission", "config", "http", "security", "store", "turns", "waiting"};

    @ParameterizedTest
    @ValueSource(
            strings = {
                "io.kingtask.client",
                "io.kingtask.settings",
                "io.kingtask.store",
                "io.kingtask.worker",
                "io.kingtask.broker",
                "io.kingtask.cli",
                "io.kingtask.doctor",
                "io.kingtask.launcher",
                "io.kingtask.examples"
            })
    void theModuleIsLookedAt(String module) {
        assertTrue(HOUSE.stream().anyMatch(type -> type.getPackageName().startsWith(module)), module);
    }

    @ParameterizedTest
    @CsvSource({
        "client, ''",
        "settings, ''",
        "store, client",
        "worker, client store settings",
        "broker, client store settings worker",
        "cli, client",
        "doctor, client store settings worker broker cli",
        "launcher, settings broker worker",
        "examples, client"
    })
    void aModuleImportsOnlyWhatItMay(String module, String allowed) {
        String own = "io.kingtask." + module;
        String[] others = MODULES.stream()
                .filter(name -> !name.equals(own))
                .filter(name -> !List.of(allowed.split(" ")).contains(name.substring("io.kingtask.".length())))
                .map(name -> name + "..")
                .toArray(String[]::new);
        check(noClasses()
                .that()
                .resideInAPackage(own + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(others));
    }

    @Test
    void onlyTheStoreKnowsRedis() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage("io.kingtask.store..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("redis.clients.."));
    }

    @Test
    void featuresOfTheBrokerDoNotImportEachOther() {
        check(slices().matching("io.kingtask.broker.(*)..")
                .should()
                .notDependOnEachOther()
                .ignoreDependency(alwaysTrue(), resideInAnyPackage(shared())));
    }

    @Test
    void theBrokerKnowsNoServerAndNoOldNames() {
        check(noClasses()
                .that()
                .resideInAPackage("io.kingtask.broker..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "fish.payara..",
                        "org.glassfish..",
                        "org.jboss..",
                        "org.wildfly..",
                        "com.sun..",
                        "javax.ws..",
                        "javax.ejb..",
                        "javax.inject..",
                        "javax.enterprise..",
                        "javax.json..",
                        "javax.servlet..",
                        "javax.annotation.."));
    }

    @Test
    void theLogIsWrittenThroughSlf4j() {
        check(noClasses()
                .that()
                .resideOutsideOfPackages("io.kingtask.settings..", "io.kingtask.launcher..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.util.logging.."));
    }

    /** It shares the class path with the server: see its package's comment. */
    @Test
    void theLauncherUsesOurClassesInOnePlaceOnly() {
        check(noClasses()
                .that()
                .resideInAPackage("io.kingtask.launcher..")
                .and()
                .doNotHaveSimpleName("CheckedConfig")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.kingtask.settings..", "io.kingtask.broker..", "org.slf4j.."));
    }

    private static String[] shared() {
        String[] packages = new String[SHARED.length];
        for (int i = 0; i < SHARED.length; i++) {
            packages[i] = "io.kingtask.broker." + SHARED[i] + "..";
        }
        return packages;
    }

    private static void check(ArchRule rule) {
        rule.check(HOUSE);
    }
}
