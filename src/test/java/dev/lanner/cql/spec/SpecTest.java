package dev.lanner.cql.spec;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every case of every spec file. */
class SpecTest {
  private static final Path FOLDER = Path.of("src/test/resources/cql");

  /** What is said about texts, read by the tests of the reader in their own form. */
  private static final Path SYNTAX = FOLDER.resolve("syntax");

  private static List<Path> files() throws IOException {
    try (Stream<Path> below = Files.walk(FOLDER)) {
      return below
          .filter(file -> file.toString().endsWith(".spec"))
          .filter(file -> !file.startsWith(SYNTAX))
          .sorted()
          .toList();
    }
  }

  @TestFactory
  List<DynamicContainer> specs() throws IOException {
    List<DynamicContainer> containers = new ArrayList<>();
    for (Path file : files()) {
      URI place = file.toUri();
      List<DynamicTest> tests =
          SpecFile.read(file).stream()
              .map(one -> DynamicTest.dynamicTest(one.title, place, one::check))
              .toList();
      containers.add(
          DynamicContainer.dynamicContainer(FOLDER.relativize(file).toString(), tests.stream()));
    }
    return containers;
  }

  @Test
  void titlesAreUnique() throws IOException {
    Set<String> titles = new HashSet<>();
    for (Path file : files()) {
      for (SpecCase one : SpecFile.read(file)) {
        assertTrue(titles.add(one.title), () -> file + ": a second case named " + one.title);
      }
    }
  }
}
