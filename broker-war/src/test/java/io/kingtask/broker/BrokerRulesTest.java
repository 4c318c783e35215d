package io.kingtask.broker;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import io.kingtask.broker.security.Needs;
import io.kingtask.broker.security.NoToken;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.ext.Provider;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The rules that keep the broker as it is drawn. */
class BrokerRulesTest {

    private static final String[] FEATURES = {
        "io.kingtask.broker.(submission)..",
        "io.kingtask.broker.(inspection)..",
        "io.kingtask.broker.(cancellation)..",
        "io.kingtask.broker.(timers)..",
        "io.kingtask.broker.(schedules)..",
        "io.kingtask.broker.(health)..",
        "io.kingtask.broker.(ledger)..",
        "io.kingtask.broker.(metrics)..",
        "io.kingtask.broker.(openapi)..",
        "io.kingtask.broker.(queues)..",
        "io.kingtask.broker.(workers)..",
        "io.kingtask.broker.(output)..",
        "io.kingtask.broker.(bulk)..",
        "io.kingtask.broker.(failures)..",
        "io.kingtask.broker.(embedded)..",
    };

    private final JavaClasses classes = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.kingtask.broker");

    @Test
    void everyResourceMethodSaysWhoMayCallIt() {
        var silent = classes.stream()
                .flatMap(type -> type.getMethods().stream())
                .filter(method -> method.isMetaAnnotatedWith(HttpMethod.class))
                .filter(method -> method.isAnnotatedWith(Needs.class) == method.isAnnotatedWith(NoToken.class))
                .map(JavaMethod::getFullName)
                .toList();
        assertEquals(List.of(), silent);
    }

    @Test
    void partsDoNotDependOnEachOtherInCircles() {
        slices().matching("io.kingtask.broker.(*)..").should().beFreeOfCycles().check(classes);
    }

    @Test
    void featuresDoNotImportEachOther() {
        for (var feature : FEATURES) {
            var others = List.of(FEATURES).stream()
                    .filter(other -> !other.equals(feature))
                    .map(BrokerRulesTest::plain)
                    .toArray(String[]::new);
            ArchRuleDefinition.noClasses()
                    .that()
                    .resideInAPackage(plain(feature))
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(others)
                    .check(classes);
        }
    }

    @Test
    void noServerAndNoRedisClientIsImported() {
        ArchRuleDefinition.noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "fish.payara..",
                        "com.sun..",
                        "org.glassfish..",
                        "org.wildfly..",
                        "org.jboss..",
                        "org.eclipse..",
                        "redis.clients..")
                .check(classes);
    }

    @Test
    void workerIsKnownToItsOwnPackageAndItsConfigurationOnly() {
        ArchRuleDefinition.noClasses()
                .that()
                .resideOutsideOfPackage("io.kingtask.broker.embedded..")
                .should()
                .dependOnClassesThat(DescribedPredicate.describe(
                        "are of the worker, but not of its configuration",
                        type -> type.getPackageName().startsWith("io.kingtask.worker")
                                && !type.getPackageName().equals("io.kingtask.worker.config")))
                .check(classes);
    }

    /** RESTEasy takes no other, not even of beans: what they need is injected into fields. */
    @Test
    void resourcesAndProvidersHaveAPublicConstructorWithoutParameters() {
        var constructible = DescribedPredicate.<JavaClass>describe(
                "have a public constructor without parameters", type -> type.getConstructors().stream()
                        .anyMatch(one -> one.getModifiers().contains(JavaModifier.PUBLIC)
                                && one.getParameters().isEmpty()));
        ArchRuleDefinition.classes()
                .that()
                .areAnnotatedWith(Path.class)
                .or()
                .areAnnotatedWith(Provider.class)
                .should(ArchCondition.from(constructible))
                .check(classes);
    }

    private static String plain(String feature) {
        return feature.replace("(", "").replace(")", "");
    }
}
