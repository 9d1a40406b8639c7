package dev.lanner.cql.function.text;

import static dev.lanner.cql.function.FunctionSpec.Group.TEXT;
import static dev.lanner.cql.function.FunctionSpec.Kind.SCALAR;
import static dev.lanner.cql.function.Parameter.Type.FIELD;
import static dev.lanner.cql.function.Parameter.as;
import static dev.lanner.cql.function.Parameter.optional;
import static dev.lanner.cql.function.Parameter.required;

import dev.lanner.cql.event.Row;
import dev.lanner.cql.function.Arguments;
import dev.lanner.cql.function.CqlFunction;
import dev.lanner.cql.function.FunctionSpec;
import dev.lanner.cql.function.Parameter;
import dev.lanner.cql.index.Origins;
import dev.lanner.cql.index.Trace;
import dev.lanner.cql.index.TracedValue;
import dev.lanner.cql.run.Node;
import dev.lanner.cql.run.Scalar;
import dev.lanner.cql.value.Value;
import java.util.Locale;
import java.util.function.BiFunction;

/**
 * {@code lower} and {@code upper}: the text of a field in one case, by the rules of no language
 * unless {@code locale} names one. Missing field: no value.
 */
final class CaseFunction implements CqlFunction {
  private final FunctionSpec spec;
  private final BiFunction<String, Locale, String> change;

  private CaseFunction(FunctionSpec spec, BiFunction<String, Locale, String> change) {
    this.spec = spec;
    this.change = change;
  }

  static CaseFunction lower() {
    return new CaseFunction(
        FunctionSpec.exact(
            "lower",
            SCALAR,
            TEXT,
            required("field", FIELD).orUnnamed(),
            as("_lower"),
            optional("locale", Parameter.Type.TEXT),
            optional("type", Parameter.Type.TEXT)),
        String::toLowerCase);
  }

  static CaseFunction upper() {
    return new CaseFunction(
        FunctionSpec.exact(
            "upper",
            SCALAR,
            TEXT,
            required("field", FIELD).orUnnamed(),
            as("_upper"),
            optional("locale", Parameter.Type.TEXT)),
        String::toUpperCase);
  }

  @Override
  public FunctionSpec spec() {
    return spec;
  }

  @Override
  public Node bind(Arguments arguments) {
    int field = arguments.field("field");
    Locale locale = Locales.of(arguments, "locale", Locale.ROOT);
    boolean lowers = spec.name().equals("lower") && locale.equals(Locale.ROOT);
    return new Changed(field, locale, change, lowers);
  }

  /**
   * The text changed.
   *
   * @param lowers whether to small letters, by the rules of no language
   */
  private record Changed(
      int field, Locale locale, BiFunction<String, Locale, String> change, boolean lowers)
      implements Scalar, TracedValue {
    @Override
    public Value eval(Row row) {
      String text = row.text(field);
      return text == null ? null : Value.of(change.apply(text, locale));
    }

    @Override
    public Origins origins(Trace trace) {
      return lowers ? trace.origins(field).lowered() : Origins.UNKNOWN;
    }
  }
}
