package dev.lanner.cql.regex;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lanner.Shared;
import dev.lanner.cql.syntax.Expression;
import dev.lanner.cql.syntax.Parser;
import dev.lanner.cql.syntax.Pattern;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** A regex that stands between slashes in a query. */
record PublishedRegex(String body, String flags) implements Comparable<PublishedRegex> {
  /** Those of the published queries; the test is skipped where they are not at hand. */
  static Set<PublishedRegex> ofQueries() throws IOException {
    Set<PublishedRegex> found = new TreeSet<>();
    ObjectMapper json = new ObjectMapper();
    for (String line : Files.readAllLines(Shared.require("cql/corpus-dev.jsonl"))) {
      String query = json.readTree(line).get("query").asText();
      collect(Parser.parse(query, Parser.Dialect.SEEDS).pipeline(), found);
    }
    return found;
  }

  /** Those of the rules of this project. */
  static Set<PublishedRegex> ofRules() throws IOException {
    Set<PublishedRegex> found = new TreeSet<>();
    try (Stream<Path> files = Files.walk(Path.of("rules"))) {
      List<Path> queries = files.filter(file -> file.toString().endsWith(".cql")).sorted().toList();
      for (Path query : queries) {
        String text = Files.readString(query);
        collect(Parser.parse(text, Parser.Dialect.SEEDS).pipeline(), found);
      }
    }
    return found;
  }

  @Override
  public int compareTo(PublishedRegex other) {
    int bodies = body.compareTo(other.body);
    return bodies != 0 ? bodies : flags.compareTo(other.flags);
  }

  private static void collect(Object node, Set<PublishedRegex> found) {
    if (node instanceof Pattern.Regex regex) {
      found.add(new PublishedRegex(regex.body(), regex.flags()));
    } else if (node instanceof Expression.Regex regex) {
      found.add(new PublishedRegex(regex.body(), regex.flags()));
    } else if (node instanceof Iterable<?> all) {
      for (Object each : all) {
        collect(each, found);
      }
    } else if (node instanceof Record) {
      for (RecordComponent component : node.getClass().getRecordComponents()) {
        collect(value(component, node), found);
      }
    }
  }

  private static Object value(RecordComponent component, Object node) {
    try {
      return component.getAccessor().invoke(node);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }
}
