package dev.lanner.cql.function.text;

import static dev.lanner.cql.function.FunctionSpec.Group.TEXT;
import static dev.lanner.cql.function.FunctionSpec.Kind.FILTER;
import static dev.lanner.cql.function.Parameter.required;

import dev.lanner.cql.event.Row;
import dev.lanner.cql.function.Arguments;
import dev.lanner.cql.function.CqlFunction;
import dev.lanner.cql.function.FunctionSpec;
import dev.lanner.cql.function.Parameter;
import dev.lanner.cql.index.Origins;
import dev.lanner.cql.index.Requirement;
import dev.lanner.cql.index.Trace;
import dev.lanner.cql.index.Traced;
import dev.lanner.cql.run.Filter;
import dev.lanner.cql.run.Node;
import dev.lanner.cql.run.Scalar;
import java.util.function.BiPredicate;

/**
 * {@code text:contains}, {@code text:startsWith} and {@code text:endsWith}: keeps events where one
 * text is part of another, case-sensitively. A text without a value is in none and has none in it.
 */
final class TextPart implements CqlFunction {
  private final FunctionSpec spec;
  private final Requirement.Kind kind;
  private final BiPredicate<String, String> part;

  TextPart(String name, Requirement.Kind kind, BiPredicate<String, String> part) {
    this.kind = kind;
    this.spec =
        FunctionSpec.exact(
            name,
            FILTER,
            TEXT,
            required("string", Parameter.Type.EXPRESSION).orUnnamed(),
            required("substring", Parameter.Type.EXPRESSION));
    this.part = part;
  }

  @Override
  public FunctionSpec spec() {
    return spec;
  }

  @Override
  public Node bind(Arguments arguments) {
    Scalar string = arguments.expression("string");
    Scalar substring = arguments.expression("substring");
    return new Part(string, substring, kind, part);
  }

  private record Part(
      Scalar string, Scalar substring, Requirement.Kind kind, BiPredicate<String, String> part)
      implements Filter, Traced {
    @Override
    public boolean test(Row row) {
      String whole = string.text(row);
      String wanted = whole == null ? null : substring.text(row);
      return wanted != null && part.test(whole, wanted);
    }

    @Override
    public Requirement trace(Trace trace) {
      Origins origins = trace.origins(string);
      return trace
          .constant(substring)
          .map(wanted -> origins.holds(kind, wanted))
          .orElseGet(origins::present);
    }
  }
}
