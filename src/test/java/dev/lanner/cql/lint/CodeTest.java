package dev.lanner.cql.lint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The catalogue of codes against the sources. */
class CodeTest {
  private static final Path SOURCES = Path.of("src/main/java/dev/lanner");
  private static final Pattern REPORTED =
      Pattern.compile(
          "(?:\\b(?:problem|error|warning|info|note|missing|report|fail|dialect|fault|ofFile|refuse|Problem|Invalid)\\w*\\([^;\"]*?(?:\"[A-Za-z]+\",\\s*)?|REFUSED"
              + " = |(?:ERROR|WARNING|INFO),\\s*)\"([a-z]+(?:-[a-z0-9]+)+|unreadable)\"");
  private static final Pattern LITERAL = Pattern.compile("\"([a-z]+(?:-[a-z0-9]+)*)\"");
  private static final Pattern CONSTANT = Pattern.compile("Code\\.([A-Z0-9_]+)");

  private static List<String> sources(String folder) throws IOException {
    try (Stream<Path> files = Files.walk(SOURCES.resolve(folder))) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> !file.endsWith("Code.java"))
          .map(CodeTest::text)
          .toList();
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static Set<String> found(Pattern pattern, List<String> texts) {
    Set<String> found = new TreeSet<>();
    for (String text : texts) {
      Matcher matcher = pattern.matcher(text);
      while (matcher.find()) {
        found.add(matcher.group(1));
      }
    }
    return found;
  }

  private static Set<String> codes(Code.Part... parts) {
    return Stream.of(Code.values())
        .filter(code -> List.of(parts).contains(code.part()))
        .map(Code::code)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void everyCodeThatIsReportedIsInTheCatalogue() throws IOException {
    List<String> texts = Stream.concat(sources("cql").stream(), sources("rules").stream()).toList();
    Set<String> missing = found(REPORTED, texts);
    missing.removeAll(codes(Code.Part.QUERY, Code.Part.RULE));
    assertEquals(Set.of(), missing, "give each a line in Code");
  }

  @Test
  void everyCodeInTheCatalogueIsReported() throws IOException {
    Set<String> queries = codes(Code.Part.QUERY);
    queries.removeAll(found(LITERAL, sources("cql")));
    assertEquals(Set.of(), queries);
    Set<String> rules = codes(Code.Part.RULE);
    rules.removeAll(found(LITERAL, sources("rules")));
    assertEquals(Set.of(), rules);
  }

  @Test
  void everyLintIsReported() throws IOException {
    Set<String> used =
        found(CONSTANT, sources("cql/lint")).stream()
            .map(name -> Code.valueOf(name).code())
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(codes(Code.Part.LINT), used);
  }

  @Test
  void thereAreManyChecks() {
    assertTrue(Code.values().length >= 60);
  }
}
