package dev.lanner.cql.function.parsing;

import static dev.lanner.cql.function.FunctionSpec.Group.PARSING;
import static dev.lanner.cql.function.FunctionSpec.Kind.SCALAR;
import static dev.lanner.cql.function.Parameter.as;
import static dev.lanner.cql.function.Parameter.required;

import dev.lanner.cql.function.Arguments;
import dev.lanner.cql.function.CqlFunction;
import dev.lanner.cql.function.FunctionSpec;
import dev.lanner.cql.function.Parameter;
import dev.lanner.cql.function.encoding.Charsets;
import dev.lanner.cql.run.Node;
import dev.lanner.cql.run.Scalar;
import dev.lanner.cql.value.Value;
import java.nio.charset.Charset;
import java.util.Arrays;

/**
 * Decodes bytes written in hexadecimal to text. A prefix {@code 0x} or {@code 16#} and everything
 * that is no digit is skipped. Missing field: no value.
 */
final class ParseHexString implements CqlFunction {
  private static final FunctionSpec SPEC =
      FunctionSpec.exact(
          "parseHexString",
          SCALAR,
          PARSING,
          as("_parsehexstring"),
          Charsets.parameter(),
          required("field", Parameter.Type.FIELD).orUnnamed());

  @Override
  public FunctionSpec spec() {
    return SPEC;
  }

  @Override
  public Node bind(Arguments arguments) {
    int field = arguments.field("field");
    Charset charset = Charsets.of(arguments);
    return (Scalar)
        row -> {
          String text = row.text(field);
          return text == null ? null : Value.of(new String(bytes(text), charset));
        };
  }

  private static byte[] bytes(String text) {
    String start = text.stripLeading();
    boolean prefixed = start.startsWith("0x") || start.startsWith("0X");
    int from = prefixed ? 2 : start.startsWith("16#") ? 3 : 0;
    byte[] bytes = new byte[start.length() / 2 + 1];
    int size = 0;
    int high = -1;
    for (int i = from; i < start.length(); i++) {
      char c = start.charAt(i);
      int digit = c < 128 ? Character.digit(c, 16) : -1;
      if (digit >= 0) {
        if (high < 0) {
          high = digit;
        } else {
          bytes[size++] = (byte) (high << 4 | digit);
          high = -1;
        }
      }
    }
    return Arrays.copyOf(bytes, size);
  }
}
