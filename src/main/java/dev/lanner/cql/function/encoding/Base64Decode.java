package dev.lanner.cql.function.encoding;

import static dev.lanner.cql.function.FunctionSpec.Group.ENCODING;
import static dev.lanner.cql.function.FunctionSpec.Kind.SCALAR;
import static dev.lanner.cql.function.Parameter.as;
import static dev.lanner.cql.function.Parameter.required;

import dev.lanner.cql.function.Arguments;
import dev.lanner.cql.function.CqlFunction;
import dev.lanner.cql.function.FunctionSpec;
import dev.lanner.cql.function.Parameter;
import dev.lanner.cql.run.Node;
import dev.lanner.cql.run.Scalar;
import dev.lanner.cql.value.Value;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Decodes base 64 to text. Characters that are no digits of it are skipped; bytes that are no text
 * become replacement characters. Missing field, or a number of digits that cannot be: no value.
 */
final class Base64Decode implements CqlFunction {
  private static final FunctionSpec SPEC =
      FunctionSpec.exact(
          "base64Decode",
          SCALAR,
          ENCODING,
          as("_base64Decode"),
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
          byte[] bytes = text == null ? null : decode(text);
          return bytes == null ? null : Value.of(new String(bytes, charset));
        };
  }

  private static byte[] decode(String text) {
    try {
      return Base64.getMimeDecoder().decode(text.getBytes(StandardCharsets.ISO_8859_1));
    } catch (IllegalArgumentException notBase64) {
      return null;
    }
  }
}
