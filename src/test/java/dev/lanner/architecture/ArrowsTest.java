package dev.lanner.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Arrows point one way: {@code cli → job → detect, correlate, sink → rules, events → cql}; and what
 * a package page promises to keep out stays out.
 */
class ArrowsTest {
  private static JavaClasses lanner;

  @BeforeAll
  static void read() {
    lanner =
        new ClassFileImporter()
            .withImportOption(location -> !location.contains("/test-classes/"))
            .importPackages("dev.lanner");
  }

  @Test
  void theLanguageKnowsNeitherFlinkNorJsonLibraryNorTheRestOfLanner() {
    noClasses()
        .that()
        .resideInAPackage("dev.lanner.cql..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.apache.flink..",
            "com.fasterxml.jackson..",
            "picocli..",
            "dev.lanner.events..",
            "dev.lanner.rules..",
            "dev.lanner.lookups..",
            "dev.lanner.detect..",
            "dev.lanner.correlate..",
            "dev.lanner.sink..",
            "dev.lanner.job..",
            "dev.lanner.cli..",
            "dev.lanner.generate..")
        .check(lanner);
  }

  @Test
  void eventsAndRulesKnowNoFlinkAndNothingAboveThem() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "dev.lanner.events..",
            "dev.lanner.rules..",
            "dev.lanner.lookups..",
            "dev.lanner.generate..",
            "dev.lanner.coverage..",
            "dev.lanner.yaml..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.apache.flink..",
            "dev.lanner.detect..",
            "dev.lanner.correlate..",
            "dev.lanner.sink..",
            "dev.lanner.job..",
            "dev.lanner.cli..")
        .check(lanner);
  }

  @Test
  void operatorsKnowNeitherJobNorCommandLine() {
    noClasses()
        .that()
        .resideInAnyPackage("dev.lanner.detect..", "dev.lanner.correlate..", "dev.lanner.sink..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.lanner.job..", "dev.lanner.cli..", "picocli..")
        .check(lanner);
  }

  @Test
  void onlyTheCommandLineImportsPicocli() {
    classes()
        .that()
        .resideOutsideOfPackage("dev.lanner.cli..")
        .should()
        .onlyDependOnClassesThat()
        .resideOutsideOfPackage("picocli..")
        .check(lanner);
  }

  @Test
  void everyRoomHasAFrontPage() {
    TreeSet<String> without = new TreeSet<>();
    for (JavaClass type : lanner) {
      Path room = Path.of("src", "main", "java").resolve(type.getPackageName().replace('.', '/'));
      if (!Files.isRegularFile(room.resolve("package-info.java"))) {
        without.add(type.getPackageName());
      }
    }
    assertEquals(new TreeSet<>(), without);
  }
}
