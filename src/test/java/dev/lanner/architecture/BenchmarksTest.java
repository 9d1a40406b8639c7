package dev.lanner.architecture;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The benchmarks are compiled by a profile only ({@code ./mvnw -Pbench test-compile}); here, that
 * they are there and that what they import has not been moved away.
 */
class BenchmarksTest {
  private static final Path SOURCES = Path.of("src", "bench", "java");
  private static final Pattern IMPORT = Pattern.compile("(?m)^import (dev\\.lanner\\.[\\w.]+);$");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "events/decode/DecodeBenchmark.java",
        "detect/QueryIndexBenchmark.java",
        "detect/SharedQuestionBenchmark.java",
        "cql/regex/RegexBenchmark.java",
        "cql/regex/VectorscanBenchmark.java",
        "cql/function/aggregate/WindowBenchmark.java"
      })
  void everyCostlyPartHasABenchmark(String file) throws IOException {
    String text = Files.readString(SOURCES.resolve("dev/lanner").resolve(file));
    assertTrue(text.contains("@Benchmark\n"), file);
  }

  @Test
  void whatTheyImportIsThere() throws IOException {
    for (Path file : sources()) {
      Matcher imports = IMPORT.matcher(Files.readString(file));
      while (imports.find()) {
        String name = imports.group(1);
        if (!Files.exists(SOURCES.resolve(name.replace('.', '/') + ".java"))) {
          assertDoesNotThrow(() -> load(name), () -> file + " imports " + name);
        }
      }
    }
  }

  /** A class, or one nested in a class. */
  private static void load(String name) throws ClassNotFoundException {
    try {
      Class.forName(name, false, BenchmarksTest.class.getClassLoader());
    } catch (ClassNotFoundException absent) {
      int dot = name.lastIndexOf('.');
      Class.forName(
          name.substring(0, dot) + '$' + name.substring(dot + 1),
          false,
          BenchmarksTest.class.getClassLoader());
    }
  }

  private static List<Path> sources() throws IOException {
    try (Stream<Path> files = Files.walk(SOURCES)) {
      return files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
    }
  }
}
