package com.helpdeskly.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.assertj.core.api.Assertions;

/** How the modules and components below the app plane may know each other. */
@AnalyzeClasses(packages = "com.helpdeskly", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String ROOT = "com.helpdeskly.";
    private static final List<String> MODULES = List.of("tenant-jpa", "control-ejb", "web-kit", "app-war");
    private static final List<String> LAYERS = List.of("entity", "control", "boundary");

    @ArchTest
    static final ArchRule callsGoInwards = classes()
            .that()
            .resideInAnyPackage("..entity..", "..control..", "..boundary..")
            .should(notCallBack())
            .because("calls go boundary, control, entity and never back, so that a component is read in one direction;"
                    + " and what is stored knows nothing of those who work with it");

    @ArchTest
    static final ArchRule theControlPlaneHasFewDoors = noClasses()
            .that(areIn("app-war"))
            .should()
            .dependOnClassesThat(areIn("control-ejb")
                    .and(DescribedPredicate.not(resideInAnyPackage(
                            ROOT + "tenants.boundary",
                            ROOT + "tenants.entity",
                            ROOT + "tokens.boundary",
                            ROOT + "tokens.entity",
                            ROOT + "figures.boundary",
                            ROOT + "signin.control",
                            ROOT + "redis.control"))))
            .because("the app plane asks the control plane which tenant it serves, whose token it holds and whether a"
                    + " sign-in may be tried, tells it its figures, and rings the same bell; it must go on serving when the rest of the"
                    + " control plane is away");

    @ArchTest
    static final ArchRule modulesDependDownwards = noClasses()
            .that(areIn("tenant-jpa"))
            .should()
            .dependOnClassesThat(areIn("control-ejb").or(areIn("web-kit")).or(areIn("app-war")))
            .because("tenant-jpa is the bottom that all others stand on");

    @ArchTest
    static final ArchRule theWebKitKnowsNoPlane = noClasses()
            .that(areIn("web-kit"))
            .should()
            .dependOnClassesThat(areIn("control-ejb").or(areIn("app-war")))
            .because("both planes use the web kit");

    @ArchTest
    static final ArchRule theControlPlaneKnowsNoHttp = noClasses()
            .that(areIn("control-ejb"))
            .should()
            .dependOnClassesThat(areIn("web-kit").or(areIn("app-war")))
            .because("the control plane is driven over HTTP and by jobs alike");

    @ArchTest
    static final ArchRule noVendorApi = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "com.ibm..",
                    "io.openliberty..",
                    "com.ibm.websphere..",
                    "fish.payara..",
                    "org.glassfish..",
                    "com.sun..")
            .because("one EAR runs on Open Liberty and on Payara; vendor files belong into server-config");

    @ArchTest
    static final ArchRule onlyConnectionsHoldConnections = noClasses()
            .that(areIn("app-war").and(resideOutsideOfPackage(ROOT + "connections..")))
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("javax.sql.DataSource")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.sql.Connection")
            .because("whoever holds a connection of his own is outside of the budget and of the tenant's second lock");

    @ArchTest
    static final ArchRule resourcesLeaveDataToControl = noClasses()
            .that()
            .areAnnotatedWith(Path.class)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta.persistence..", "java.sql..", "javax.sql..")
            .because("a resource validates, delegates once and answers");

    @ArchTest
    static final ArchRule namesSayWhatAThingIs = noClasses()
            .should()
            .haveSimpleNameEndingWith("Impl")
            .orShould()
            .haveSimpleNameEndingWith("Manager")
            .orShould()
            .haveSimpleNameEndingWith("Helper")
            .orShould()
            .haveSimpleNameEndingWith("Util")
            .orShould()
            .haveSimpleNameEndingWith("Utils")
            .because("such a name says that nobody knew what the class is for");

    @ArchTest
    static void aLeafPackageLivesInOneModuleOnly(JavaClasses all) {
        Map<String, Set<String>> modulesOfPackage = new TreeMap<>();
        for (JavaClass type : all) {
            modulesOfPackage
                    .computeIfAbsent(type.getPackageName(), name -> new TreeSet<>())
                    .add(moduleOf(type));
        }
        Assertions.assertThat(modulesOfPackage)
                .as(
                        "a package that two modules share is loaded by two class loaders, and its package-private parts then"
                                + " do not see each other")
                .allSatisfy((name, modules) -> Assertions.assertThat(modules).hasSize(1));
    }

    private static ArchCondition<JavaClass> notCallBack() {
        return new ArchCondition<>("not call back") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                    if (goesBack(type, dependency.getTargetClass())) {
                        events.add(SimpleConditionEvent.violated(type, dependency.getDescription()));
                    }
                }
            }
        };
    }

    /** Control may use the boundary of another component, which is there to be used. */
    private static boolean goesBack(JavaClass from, JavaClass to) {
        int source = layerOf(from);
        int target = layerOf(to);
        boolean sameComponent = componentOf(from).equals(componentOf(to));
        return target > source && (sameComponent || source == LAYERS.indexOf("entity"));
    }

    private static int layerOf(JavaClass type) {
        String name = type.getPackageName();
        return name.startsWith(ROOT) ? LAYERS.indexOf(name.substring(name.lastIndexOf('.') + 1)) : -1;
    }

    private static String componentOf(JavaClass type) {
        String name = type.getPackageName();
        return name.substring(0, Math.max(0, name.lastIndexOf('.')));
    }

    private static DescribedPredicate<JavaClass> areIn(String module) {
        return DescribedPredicate.describe(
                "are in " + module, type -> moduleOf(type).equals(module));
    }

    private static String moduleOf(JavaClass type) {
        String location =
                type.getSource().map(source -> source.getUri().toString()).orElse("");
        return MODULES.stream()
                .filter(module -> location.contains("/" + module + "/"))
                .findFirst()
                .orElse("");
    }
}
