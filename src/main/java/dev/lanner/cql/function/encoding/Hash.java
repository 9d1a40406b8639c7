package dev.lanner.cql.function.encoding;

import static dev.lanner.cql.function.FunctionSpec.Group.ENCODING;
import static dev.lanner.cql.function.FunctionSpec.Kind.SCALAR;
import static dev.lanner.cql.function.Parameter.as;
import static dev.lanner.cql.function.Parameter.optional;
import static dev.lanner.cql.function.Parameter.required;

import dev.lanner.cql.function.Arguments;
import dev.lanner.cql.function.CqlFunction;
import dev.lanner.cql.function.FunctionSpec;
import dev.lanner.cql.function.Parameter;
import dev.lanner.cql.run.Node;
import dev.lanner.cql.run.Scalar;
import dev.lanner.cql.value.Value;

/**
 * A number from 0 to 4294967295 made of the texts of fields, equal for equal texts; with {@code
 * limit}, its remainder by it.
 */
final class Hash implements CqlFunction {
  private static final FunctionSpec SPEC =
      FunctionSpec.exact(
              "hash",
              SCALAR,
              ENCODING,
              as("_hash"),
              required("field", Parameter.Type.FIELDS).orUnnamed(),
              optional("limit", Parameter.Type.WHOLE),
              optional("seed", Parameter.Type.TEXT))
          .approximate("LogScale does not document its hash: numbers differ, groups do not");

  private static final int OFFSET = 0x811c9dc5;
  private static final int PRIME = 0x01000193;

  @Override
  public FunctionSpec spec() {
    return SPEC;
  }

  @Override
  public Node bind(Arguments arguments) {
    int[] fields = arguments.fieldIds("field");
    long limit = arguments.given("limit") ? arguments.whole("limit") : 1L << 32;
    if (limit < 1) {
      arguments.problem("limit", "out-of-range", "`limit` is at least 1", "");
    }
    int seed = arguments.given("seed") ? add(OFFSET, arguments.text("seed")) : OFFSET;
    return (Scalar)
        row -> {
          int hash = seed;
          for (int field : fields) {
            String text = row.text(field);
            hash = text == null ? hash * PRIME : add(hash, text);
          }
          return Value.of(Integer.toUnsignedLong(finish(hash)) % limit);
        };
  }

  /**
   * Fowler, Noll and Vo's hash, with a mark behind each text so that {@code a, bc} is not {@code
   * ab, c}.
   */
  private static int add(int hash, String text) {
    int result = hash;
    for (int i = 0; i < text.length(); i++) {
      result = (result ^ text.charAt(i)) * PRIME;
    }
    return (result ^ 0xFFFF) * PRIME;
  }

  /** Spreads the high bits over the low ones, which a small limit keeps. */
  private static int finish(int hash) {
    int h = (hash ^ hash >>> 16) * 0x85ebca6b;
    h = (h ^ h >>> 13) * 0xc2b2ae35;
    return h ^ h >>> 16;
  }
}
