package dev.lanner.cql.compile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanner.cql.event.FieldTable;
import dev.lanner.cql.event.Row;
import dev.lanner.cql.function.FunctionRegistry;
import dev.lanner.cql.run.CompactTable;
import dev.lanner.cql.run.Filter;
import dev.lanner.cql.run.SharedAnswers;
import dev.lanner.cql.syntax.Parser;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** Queries that share what they ask give what each gives alone, and read events less. */
class SharedQuestionTest {
  private static final CompactTable HOSTS = hosts();

  private static final String[] NAMES = {"a", "b", "c"};

  private static final String[] TEXTS = {"x1", "y1", "X1", "10.1.2.3", "ax1y", "", "z"};

  private static final String[] FILTERS = {
    "%1$s=/x.*1/",
    "%1$s=/^[xy]/i",
    "%1$s!=/1$/",
    "%1$s=*x*1*",
    "%1$s like \"x\"",
    "in(%1$s, values=[\"x*\", y1, z])",
    "!in(%1$s, values=[\"x*\", y1, z])",
    "cidr(%1$s, subnet=[\"10.0.0.0/8\"])",
    "match(file=\"hosts.csv\", field=[%1$s], column=[key])",
    "not match(file=\"hosts.csv\", field=[%1$s], column=[key])",
    "match(file=\"hosts.csv\", field=[%1$s, %2$s], column=[key, b])",
    "regex(\"[xz]1?$\", field=%1$s)",
    "wildcard(field=%1$s, pattern=\"x*\", ignoreCase=true)",
  };

  private static final String[] STEPS = {
    "%1$s := %2$s",
    "%1$s := \"x1\"",
    "%1$s := lower(%1$s)",
    "rename(%1$s, as=%2$s)",
    "drop([%1$s])",
    "select([%1$s, %2$s])",
    "%1$s=/(?<%2$s>.)(?<%3$s>.)/",
    "regex(\"(?<%2$s>[x1])\", field=%1$s, repeat=true)",
    "match(file=\"hosts.csv\", field=[%1$s], column=[key], strict=false)",
    "case { %4$s | %1$s := \"y1\"; %5$s | drop([%2$s]) | %4$s; * }",
    "%1$s match { /x/ => %4$s; y* => %2$s := %1$s; * => %5$s }",
    "(%4$s or %5$s)",
    "not (%4$s %5$s)",
    "test(%1$s == %2$s)",
    "%4$s",
    "%4$s",
    "%5$s",
  };

  /** The world of queries that share, or of one alone. */
  private static final class World extends NoWorld {
    private final Optional<SharedAnswers> shared;

    World(Optional<SharedAnswers> shared) {
      this.shared = shared;
    }

    @Override
    public Optional<LookupFile> lookup(String name) {
      return Optional.of(HOSTS);
    }

    @Override
    public Optional<SharedAnswers> shared() {
      return shared;
    }
  }

  /** Queries over one table of names. */
  private static final class Compiled {
    final FieldTable fields = new FieldTable();
    final List<CompiledQuery> queries = new ArrayList<>();
    final List<Filter> early = new ArrayList<>();
    final Row row;
    final ReusedEvent raw = new ReusedEvent(fields);
    final ReusedEvent filled = new ReusedEvent(fields);

    Compiled(boolean share, List<String> texts) {
      World world =
          new World(share ? Optional.of(new SharedAnswers()) : Optional.<SharedAnswers>empty());
      CompileOptions options =
          new CompileOptions(fields, world, FunctionRegistry.standard(), true, true);
      Predicate<String> deferred = "a"::equals;
      for (String text : texts) {
        CompileResult result = Compiler.compile(Parser.parse(text, Parser.Dialect.SEEDS), options);
        CompiledQuery query =
            result.query().orElseThrow(() -> new AssertionError(text + result.problems()));
        queries.add(query);
        early.add(query.prefilter(deferred));
      }
      row = new Row(fields);
    }

    boolean passesEarly(int query) {
      return early.get(query).test(row.reset(raw));
    }

    List<Map<String, String>> rows(int query) {
      List<Map<String, String>> rows = new ArrayList<>();
      queries
          .get(query)
          .perEvent()
          .process(row.reset(filled), made -> rows.add(new TreeMap<>(made.toMap())));
      return rows;
    }
  }

  private static CompactTable hosts() {
    CompactTable.Builder hosts = new CompactTable.Builder(List.of("key", "b", "c"), 0);
    List.of("x1", "y1", "x2", "y1", "x1", "10.1.2.3").forEach(hosts::text);
    return hosts.build();
  }

  private static String filter(Random random) {
    String filter = FILTERS[random.nextInt(FILTERS.length)];
    return String.format(filter, (Object[]) names(random));
  }

  private static String[] names(Random random) {
    String[] names = new String[3];
    for (int i = 0; i < names.length; i++) {
      names[i] = NAMES[random.nextInt(NAMES.length)];
    }
    return names;
  }

  /** A query that asks, beside other things, what others ask. */
  private static String query(Random random, List<String> filters) {
    List<String> steps = new ArrayList<>();
    for (int i = 1 + random.nextInt(4); i > 0; i--) {
      String[] names = names(random);
      steps.add(
          String.format(
              STEPS[random.nextInt(STEPS.length)],
              names[0],
              names[1],
              names[2],
              filters.get(random.nextInt(filters.size())),
              filters.get(random.nextInt(filters.size()))));
    }
    return String.join(" | ", steps);
  }

  private static Map<String, String> event(Random random) {
    Map<String, String> event = new TreeMap<>();
    for (String name : NAMES) {
      if (random.nextInt(4) > 0) {
        event.put(name, TEXTS[random.nextInt(TEXTS.length)]);
      }
    }
    return event;
  }

  @Test
  void givesWhatEachQueryGivesAlone() {
    long readTogether = 0;
    long readAlone = 0;
    long matches = 0;
    for (int seed = 0; seed < 300; seed++) {
      Random random = new Random(seed);
      List<String> filters = List.of(filter(random), filter(random), filter(random));
      List<String> texts = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        texts.add(query(random, filters));
      }
      Compiled together = new Compiled(true, texts);
      List<Compiled> alone =
          texts.stream().map(text -> new Compiled(false, List.of(text))).toList();
      for (int round = 0; round < 8; round++) {
        Map<String, String> raw = event(random);
        // As a name of a host is: known later than the rest, and only where it is not there.
        Map<String, String> filled = new TreeMap<>(raw);
        filled.putIfAbsent("a", TEXTS[random.nextInt(TEXTS.length)]);
        together.raw.become(raw);
        together.filled.become(filled);
        for (int i = 0; i < texts.size(); i++) {
          Compiled one = alone.get(i);
          one.raw.become(raw);
          one.filled.become(filled);
          String what = "seed " + seed + ": " + texts.get(i) + " of " + raw;
          assertEquals(one.passesEarly(0), together.passesEarly(i), what);
          List<Map<String, String>> rows = one.rows(0);
          assertEquals(rows, together.rows(i), what);
          matches += rows.size();
          readAlone += one.raw.reads() + one.filled.reads();
        }
        readTogether += together.raw.reads() + together.filled.reads();
      }
    }
    assertTrue(matches > 3_000, "only " + matches + " matches");
    assertTrue(readTogether < readAlone * 9 / 10, readTogether + " reads of " + readAlone);
  }

  private static int reads(boolean share, String name, String... queries) {
    Compiled compiled = new Compiled(share, List.of(queries));
    compiled.filled.become(Map.of("a", "scan the net", "b", "10.1.2.3", "c", "x1"));
    for (int i = 0; i < queries.length; i++) {
      assertEquals(1, compiled.rows(i).size(), queries[i]);
    }
    return compiled.filled.reads(name);
  }

  @Test
  void whatSeveralAskIsReadOnceAnEvent() {
    String[] patterns = {
      "a=/SCAN.*net/i | c=x1", "b=* | a=/SCAN.*net/i", "case { a=/SCAN.*net/i | d := 1; * }",
    };
    assertEquals(3, reads(false, "a", patterns));
    assertEquals(1, reads(true, "a", patterns));
    String[] subnets = {
      "cidr(b, subnet=[\"10.0.0.0/8\", \"::1/128\"])",
      "c=* | cidr(field=b, subnet=[\"::1/128\", \"10.0.0.0/8\"])",
    };
    assertEquals(2, reads(false, "b", subnets));
    assertEquals(1, reads(true, "b", subnets));
    String[] lookups = {
      "match(file=\"hosts.csv\", field=c, column=key)",
      "match(file=\"hosts.csv\", field=c, column=key, include=b)",
      "not (in(c, values=[\"y*\"]) match(file=\"hosts.csv\", field=c, column=key))",
      "not in(c, values=[\"y*\"])",
    };
    assertEquals(4, reads(false, "c", lookups));
    assertEquals(2, reads(true, "c", lookups));
  }

  @Test
  void whatAsksSomethingElseIsAskedAlone() {
    String[] patterns = {
      "a=/scan.*net/", "a=/scan.*net/i", "a=/scan.*NET/i", "a=*can*net", "a=*can*n*", "a=/scan/",
    };
    assertEquals(patterns.length, reads(true, "a", patterns));
    String[] subnets = {
      "cidr(b, subnet=\"10.0.0.0/8\")", "cidr(b, subnet=\"10.0.0.0/9\")",
    };
    assertEquals(2, reads(true, "b", subnets));
  }

  @Test
  void aFieldThatAStepChangedIsAskedAnew() {
    Compiled compiled =
        new Compiled(
            true,
            List.of(
                "a=/x/",
                "a := \"y\" | a=/x/",
                "drop(a) | a=/x/",
                "rename(b, as=a) | a=/x/",
                "case { a := \"y\" | a=/x/; a=/x/ }",
                "select(a) | a=/x/",
                "a=/x/"));
    compiled.filled.become(Map.of("a", "x", "b", "z"));
    List<Integer> rows = new ArrayList<>();
    for (int i = 0; i < compiled.queries.size(); i++) {
      rows.add(compiled.rows(i).size());
    }
    assertEquals(List.of(1, 0, 0, 0, 1, 1, 1), rows);
  }
}
