package dev.lanner.cql.function.event;

import static dev.lanner.cql.function.Parameter.Type.BOOLEAN;
import static dev.lanner.cql.function.Parameter.Type.FIELDS;
import static dev.lanner.cql.function.Parameter.Type.TEXT;
import static dev.lanner.cql.function.Parameter.optional;
import static dev.lanner.cql.function.Parameter.required;

import dev.lanner.cql.function.Arguments;
import dev.lanner.cql.function.CqlFunction;
import dev.lanner.cql.function.FunctionSpec;
import dev.lanner.cql.function.FunctionSpec.Group;
import dev.lanner.cql.function.FunctionSpec.Kind;
import dev.lanner.cql.node.Filters;
import dev.lanner.cql.run.Filter;
import dev.lanner.cql.run.Node;
import dev.lanner.cql.value.Glob;
import java.util.ArrayList;
import java.util.List;

/**
 * Passes a row if a pattern with {@code *} matches one of some fields: the whole of it, or any part
 * of it in any case with {@code ignoreCase}. Without fields, any part of any original field, as
 * free text. The pattern {@code *} asks for presence, or for nothing with {@code
 * includeEverythingOnAsterisk}.
 */
final class Wildcard implements CqlFunction {
  private static final FunctionSpec SPEC =
      FunctionSpec.exact(
          "wildcard",
          Kind.FILTER,
          Group.FILTER,
          required("pattern", TEXT).orUnnamed(),
          optional("field", FIELDS),
          optional("ignoreCase", BOOLEAN, "false"),
          optional("includeEverythingOnAsterisk", BOOLEAN, "false"));

  @Override
  public FunctionSpec spec() {
    return SPEC;
  }

  @Override
  public Node bind(Arguments arguments) {
    String pattern = arguments.text("pattern");
    boolean ignoreCase = arguments.flag("ignoreCase");
    if (pattern.equals("*") && arguments.flag("includeEverythingOnAsterisk")) {
      return Filters.EVERYTHING;
    }
    if (!arguments.given("field")) {
      arguments.readsAnything();
      return Filters.freeText(Glob.contained(pattern, ignoreCase));
    }
    Glob glob = ignoreCase ? Glob.contained(pattern, true) : Glob.anchored(pattern, false);
    List<Filter> fields = new ArrayList<>();
    for (int field : arguments.fieldIds("field")) {
      fields.add(Filters.matches(field, glob));
    }
    return Filters.or(fields);
  }
}
