package dev.lanner.cql.function.text;

import static dev.lanner.cql.function.FunctionSpec.Group.TEXT;
import static dev.lanner.cql.function.FunctionSpec.Kind.SCALAR;
import static dev.lanner.cql.function.Parameter.as;
import static dev.lanner.cql.function.Parameter.asInPlace;
import static dev.lanner.cql.function.Parameter.optional;
import static dev.lanner.cql.function.Parameter.required;

import dev.lanner.cql.function.CqlFunction;
import dev.lanner.cql.function.FieldFunction;
import dev.lanner.cql.function.FunctionSpec;
import dev.lanner.cql.function.Parameter;
import dev.lanner.cql.index.Requirement.Kind;
import dev.lanner.cql.value.Value;
import java.util.List;

/** The functions of this package. */
public final class TextFunctions {
  private TextFunctions() {}

  /** All of them. */
  public static List<CqlFunction> all() {
    return List.of(
        CaseFunction.lower(),
        CaseFunction.upper(),
        new Lowercase(),
        length(),
        new Concat(),
        new Format(),
        new SplitString(),
        stripAnsiCodes(),
        shannonEntropy(),
        tokenHash(),
        new TextPart("text:contains", Kind.CONTAINS, String::contains),
        new TextPart("text:startsWith", Kind.PREFIX, String::startsWith),
        new TextPart("text:endsWith", Kind.SUFFIX, String::endsWith),
        new TextEditDistance(),
        new TextEditDistanceAsArray(),
        new TextLength(),
        new TextPositionOf(),
        new TextSubstring(),
        new TextTrim());
  }

  /** UTF-16 units, not characters: {@code text:length} counts those. */
  private static CqlFunction length() {
    return new FieldFunction(
        FunctionSpec.exact(
            "length",
            SCALAR,
            TEXT,
            required("field", Parameter.Type.FIELD).orUnnamed(),
            as("_length")),
        text -> Value.of((long) text.length()));
  }

  private static CqlFunction stripAnsiCodes() {
    return new FieldFunction(
        FunctionSpec.exact(
            "stripAnsiCodes",
            SCALAR,
            TEXT,
            asInPlace(),
            optional("field", Parameter.Type.FIELD, "@rawstring").orUnnamed()),
        text -> Value.of(AnsiCodes.strip(text)));
  }

  private static CqlFunction shannonEntropy() {
    return new FieldFunction(
        FunctionSpec.exact(
            "shannonEntropy",
            SCALAR,
            TEXT,
            as("_shannonentropy"),
            required("field", Parameter.Type.FIELD).orUnnamed()),
        text -> Value.of(Entropy.of(text)));
  }

  private static CqlFunction tokenHash() {
    return new FieldFunction(
        FunctionSpec.exact(
                "tokenHash",
                SCALAR,
                TEXT,
                as("_tokenHash"),
                required("field", Parameter.Type.FIELD).orUnnamed())
            .approximate("LogScale does not document its hash: values differ, groups should not"),
        text -> Value.of(TokenHash.of(text)));
  }
}
