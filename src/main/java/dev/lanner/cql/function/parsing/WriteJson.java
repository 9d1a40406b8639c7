package dev.lanner.cql.function.parsing;

import static dev.lanner.cql.function.FunctionSpec.Group.PARSING;
import static dev.lanner.cql.function.FunctionSpec.Kind.SCALAR;
import static dev.lanner.cql.function.Parameter.as;
import static dev.lanner.cql.function.Parameter.optional;

import dev.lanner.cql.function.Arguments;
import dev.lanner.cql.function.CqlFunction;
import dev.lanner.cql.function.FunctionSpec;
import dev.lanner.cql.function.Parameter;
import dev.lanner.cql.run.Node;
import dev.lanner.cql.run.Scalar;
import dev.lanner.cql.value.Glob;
import dev.lanner.cql.value.Json;
import dev.lanner.cql.value.Texts;
import dev.lanner.cql.value.Value;
import java.util.ArrayList;
import java.util.List;

/**
 * The fields whose names begin as told, as one JSON object: {@code a.b[0]} becomes {@code
 * {"a":{"b":[…]}}}. Texts that are numbers of JSON are written as numbers. None of them there: no
 * value. Of two fields that cannot both be ({@code a} and {@code a.b}) the first counts.
 */
final class WriteJson implements CqlFunction {
  private static final FunctionSpec SPEC =
      FunctionSpec.exact(
          "writeJson",
          SCALAR,
          PARSING,
          as("_json"),
          optional("field", Parameter.Type.TEXTS, "@rawstring").orUnnamed());

  @Override
  public FunctionSpec spec() {
    return SPEC;
  }

  @Override
  public Node bind(Arguments arguments) {
    arguments.readsAnything();
    List<Glob> wanted = new ArrayList<>();
    for (String name : arguments.texts("field")) {
      wanted.add(Glob.anchored(name + "*", false));
    }
    return (Scalar)
        row -> {
          JsonTree tree = new JsonTree();
          row.forEach(
              (name, text) -> {
                if (wanted.stream().anyMatch(glob -> glob.matches(name))) {
                  tree.put(name, text);
                }
              });
          String text = tree.isEmpty() ? null : Json.print(tree.json());
          return text == null || text.length() > Texts.MAX_LENGTH ? null : Value.of(text);
        };
  }
}
