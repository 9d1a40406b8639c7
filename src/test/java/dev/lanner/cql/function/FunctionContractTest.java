package dev.lanner.cql.function;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanner.cql.compile.CompileOptions;
import dev.lanner.cql.compile.CompileResult;
import dev.lanner.cql.compile.Compiler;
import dev.lanner.cql.event.FieldTable;
import dev.lanner.cql.event.MapEvent;
import dev.lanner.cql.event.Row;
import dev.lanner.cql.function.FunctionSpec.Support;
import dev.lanner.cql.run.Accumulator;
import dev.lanner.cql.run.Aggregate;
import dev.lanner.cql.run.Filter;
import dev.lanner.cql.run.Node;
import dev.lanner.cql.run.Prepared;
import dev.lanner.cql.run.RowSource;
import dev.lanner.cql.run.Scalar;
import dev.lanner.cql.run.Transform;
import dev.lanner.cql.syntax.Parser;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What every function gets for being registered: it copes with fields that are missing, empty,
 * numbers, long or broken; it answers the same when asked again; it leaves no trace on a row it was
 * only asked about; and what it is called wrongly with is said.
 */
class FunctionContractTest {
  /** Texts a field may have; null for no field. */
  private static final String[] TEXTS = {
    null,
    "",
    " ",
    "0",
    "-0",
    "1e400",
    "9223372036854775808",
    "0x1f",
    "true",
    "10.0.0.1",
    "a,b;c|d=e\n\"f\"",
    "{\"a\":[1,{\"b\":null}]}",
    "\ud800 half",
    "x".repeat(5_000),
  };

  static Stream<String> functions() {
    return FunctionRegistry.standard().all().stream()
        .map(CqlFunction::spec)
        .filter(spec -> spec.support() != Support.REFUSED)
        .map(FunctionSpec::name);
  }

  static Stream<String> refused() {
    return FunctionRegistry.standard().all().stream()
        .map(CqlFunction::spec)
        .filter(spec -> spec.support() == Support.REFUSED)
        .map(FunctionSpec::name);
  }

  @ParameterizedTest
  @MethodSource("functions")
  void bindsWithoutProblems(String name) {
    Call call = SampleCalls.call(name, new FieldTable()).afterAggregate(SampleCalls.ordered(name));
    assertEquals(List.of(), call.problems(), name);
  }

  @ParameterizedTest
  @MethodSource("functions")
  void copesWithAnyTextAndAnswersAlike(String name) {
    FieldTable fields = new FieldTable();
    Node node = SampleCalls.bind(name, fields);
    if (node instanceof Prepared prepared) {
      RowSource none = out -> {};
      prepared.prepare(none);
    }
    List<String> first = run(node, fields);
    assertEquals(first, run(node, fields), name);
    assertEquals(first, run(SampleCalls.again(name, fields), fields), name);
  }

  @ParameterizedTest
  @MethodSource("functions")
  void anUnknownParameterIsSaid(String name) {
    CompileResult result =
        Compiler.compile(
            Parser.parse("head() | x := " + name + "(nonsense=1)", Parser.Dialect.STRICT),
            new CompileOptions(
                new FieldTable(),
                Call.of("count").environment(),
                FunctionRegistry.standard(),
                false,
                false));
    boolean takesAnyName = name.equals("eval");
    assertTrue(result.query().isEmpty() || takesAnyName, name);
  }

  @ParameterizedTest
  @MethodSource("functions")
  void theSpecSaysWhatItIs(String name) {
    FunctionSpec spec = FunctionRegistry.standard().find(name).orElseThrow().spec();
    assertFalse(spec.source().isBlank(), name);
    assertEquals(spec.support() == Support.EXACT, spec.note().isEmpty(), name);
    assertTrue(spec.parameters().stream().filter(Parameter::unnamed).count() <= 1, name);
  }

  @ParameterizedTest
  @MethodSource("refused")
  void aRefusedFunctionSaysWhy(String name) {
    FunctionSpec spec = FunctionRegistry.standard().find(name).orElseThrow().spec();
    assertFalse(spec.note().isBlank(), name);
  }

  /** Runs a row for each text, and one with all fields of another text, through the node. */
  private static List<String> run(Node node, FieldTable fields) {
    List<String> out = new ArrayList<>();
    Accumulator state = node instanceof Aggregate aggregate ? aggregate.create() : null;
    Row row = new Row(fields);
    for (int i = 0; i < TEXTS.length; i++) {
      Map<String, String> event = new LinkedHashMap<>();
      event.put("@timestamp", Integer.toString(1_000 * i));
      for (String field : List.of("k", "n", "m", "s", "@rawstring", "a[0]", "a[1].b")) {
        if (TEXTS[i] != null) {
          event.put(field, TEXTS[i]);
        }
      }
      row.reset(new MapEvent(fields, event));
      if (state != null) {
        state.add(row);
        assertUntouched(row, event);
      } else if (node instanceof Filter filter) {
        int mark = row.mark();
        boolean passes = filter.test(row);
        out.add(passes + " " + row);
        if (!passes) {
          assertUntouched(row, event);
        }
        row.rollback(mark);
      } else if (node instanceof Scalar scalar) {
        out.add(String.valueOf(scalar.text(row)));
        assertUntouched(row, event);
      } else {
        ((Transform) node).process(row, result -> out.add(result.toString()));
      }
    }
    if (state != null) {
      state.emit(result -> out.add(assertNotNullText(result)));
    }
    return out;
  }

  private static void assertUntouched(Row row, Map<String, String> event) {
    assertEquals(event, row.toMap());
  }

  private static String assertNotNullText(Row row) {
    row.forEach((name, text) -> assertNotNull(text, name));
    return row.toString();
  }
}
