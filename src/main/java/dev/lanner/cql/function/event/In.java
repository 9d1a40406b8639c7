package dev.lanner.cql.function.event;

import static dev.lanner.cql.function.Parameter.Type.BOOLEAN;
import static dev.lanner.cql.function.Parameter.Type.FIELD;
import static dev.lanner.cql.function.Parameter.Type.TEXTS;
import static dev.lanner.cql.function.Parameter.optional;
import static dev.lanner.cql.function.Parameter.required;

import dev.lanner.cql.event.Row;
import dev.lanner.cql.function.Arguments;
import dev.lanner.cql.function.CqlFunction;
import dev.lanner.cql.function.FunctionSpec;
import dev.lanner.cql.function.FunctionSpec.Group;
import dev.lanner.cql.function.FunctionSpec.Kind;
import dev.lanner.cql.index.Origins;
import dev.lanner.cql.index.Requirement;
import dev.lanner.cql.index.Trace;
import dev.lanner.cql.index.Traced;
import dev.lanner.cql.run.Node;
import dev.lanner.cql.run.Shareable;
import dev.lanner.cql.value.Glob;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Passes a row whose field is one of some values, {@code *} in a value being a wildcard. Missing
 * field: does not pass.
 */
final class In implements CqlFunction {
  private static final FunctionSpec SPEC =
      FunctionSpec.exact(
          "in",
          Kind.FILTER,
          Group.FILTER,
          required("field", FIELD).orUnnamed(),
          required("values", TEXTS),
          optional("ignoreCase", BOOLEAN, "false"));

  @Override
  public FunctionSpec spec() {
    return SPEC;
  }

  @Override
  public Node bind(Arguments arguments) {
    int field = arguments.field("field");
    boolean ignoreCase = arguments.flag("ignoreCase");
    Set<String> plain = new HashSet<>();
    List<Glob> globs = new ArrayList<>();
    for (String value : arguments.texts("values")) {
      Glob glob = Glob.anchored(value, ignoreCase);
      if (glob.isPlain() && !ignoreCase) {
        plain.add(value);
      } else {
        globs.add(glob);
      }
    }
    Glob[] patterns = globs.toArray(Glob[]::new);
    Values asked = new Values(Set.copyOf(arguments.texts("values")), ignoreCase);
    return new Member(field, asked, plain, patterns);
  }

  /** What is asked: the values as written. */
  private record Values(Set<String> texts, boolean ignoreCase) {}

  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  private record Member(int field, Values asked, Set<String> plain, Glob[] patterns)
      implements Shareable, Traced {
    @Override
    public Optional<Object> question() {
      return Optional.of(asked);
    }

    @Override
    public boolean test(Row row) {
      String text = row.text(field);
      return text != null && (plain.contains(text) || anyMatches(text));
    }

    private boolean anyMatches(String text) {
      for (Glob pattern : patterns) {
        if (pattern.matches(text)) {
          return true;
        }
      }
      return false;
    }

    @Override
    public Requirement trace(Trace trace) {
      Origins origins = trace.origins(field);
      return Requirement.anyOf(
          List.of(origins.equalsAny(plain, false), origins.matchesAny(List.of(patterns))));
    }
  }
}
