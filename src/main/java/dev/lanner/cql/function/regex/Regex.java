package dev.lanner.cql.function.regex;

import static dev.lanner.cql.function.FunctionSpec.Group.REGEX;
import static dev.lanner.cql.function.FunctionSpec.Kind.FILTER;
import static dev.lanner.cql.function.Parameter.optional;
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
import dev.lanner.cql.node.Filters;
import dev.lanner.cql.regex.CqlRegex;
import dev.lanner.cql.run.Filter;
import dev.lanner.cql.run.Node;
import dev.lanner.cql.run.Output;
import dev.lanner.cql.run.Transform;

/**
 * Searches a field for a pattern and sets a field for each named group. An event without a match is
 * dropped, or passes unchanged with {@code strict=false}. With {@code repeat=true} each match gives
 * an event of its own, at most {@code limit}. Missing field: no match.
 */
final class Regex implements CqlFunction {
  private static final FunctionSpec SPEC =
      FunctionSpec.exact(
          "regex",
          FILTER,
          REGEX,
          optional("field", Parameter.Type.FIELD, "@rawstring"),
          optional("flags", Parameter.Type.TEXT),
          optional("limit", Parameter.Type.WHOLE, "100"),
          required("regex", Parameter.Type.REGEX).orUnnamed(),
          optional("repeat", Parameter.Type.BOOLEAN, "false"),
          optional("strict", Parameter.Type.BOOLEAN, "true"));

  /** LANGUAGE U11: the flags of a pattern that is given as a text. */
  static final String DEFAULT_FLAGS = "m";

  @Override
  public FunctionSpec spec() {
    return SPEC;
  }

  @Override
  public Node bind(Arguments arguments) {
    int field = arguments.field("field");
    boolean strict = arguments.flag("strict");
    CqlRegex regex = RegexArgument.compileWithFlags(arguments, "regex", DEFAULT_FLAGS);
    if (regex == null) {
      return (Filter) row -> false;
    }
    regex.groupNames().forEach(arguments.fields()::intern);
    if (arguments.flag("repeat") || regex.repeats()) {
      return new Repeat(field, regex, strict, arguments.whole("limit"));
    }
    return strict ? Filters.found(field, regex) : new Extracting(field, regex);
  }

  private static Requirement trace(int field, CqlRegex regex, boolean strict, Trace trace) {
    Requirement found = trace.origins(field).finds(regex);
    for (String group : regex.groupNames()) {
      trace.assign(group, Origins.UNKNOWN.when(found));
    }
    return strict ? found : Requirement.ALWAYS;
  }

  /** Passes every event, with what the first match gives. */
  private record Extracting(int field, CqlRegex regex) implements Filter, Traced {
    @Override
    public boolean test(Row row) {
      regex.extract(row.text(field), row);
      return true;
    }

    @Override
    public Requirement trace(Trace trace) {
      return Regex.trace(field, regex, false, trace);
    }
  }

  /** One event for each match. */
  private record Repeat(int field, CqlRegex regex, boolean strict, long limit)
      implements Transform, Traced {
    @Override
    public void process(Row row, Output out) {
      String text = row.text(field);
      long matches = 0;
      if (text != null) {
        CqlRegex.Scan scan = regex.scan(text);
        int before = row.mark();
        while (matches < limit && scan.next()) {
          matches++;
          scan.setGroups(row);
          out.emit(row);
          row.rollback(before);
        }
      }
      if (matches == 0 && !strict) {
        out.emit(row);
      }
    }

    @Override
    public Requirement trace(Trace trace) {
      return Regex.trace(field, regex, strict, trace);
    }
  }
}
