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
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * {@code crypto:md5} and the like: the digest, in hexadecimal, of the texts of fields one behind
 * the other, as UTF-8. A missing field counts as empty.
 */
final class Digest implements CqlFunction {
  private final FunctionSpec spec;
  private final String algorithm;

  Digest(String name, String algorithm) {
    this.spec =
        FunctionSpec.exact(
            "crypto:" + name,
            SCALAR,
            ENCODING,
            as("_" + name),
            required("field", Parameter.Type.FIELDS).orUnnamed());
    this.algorithm = algorithm;
  }

  @Override
  public FunctionSpec spec() {
    return spec;
  }

  @Override
  public Node bind(Arguments arguments) {
    int[] fields = arguments.fieldIds("field");
    MessageDigest digest;
    try {
      digest = MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException everyJavaHasIt) {
      throw new IllegalStateException(everyJavaHasIt);
    }
    return (Scalar)
        row -> {
          digest.reset();
          for (int field : fields) {
            String text = row.text(field);
            if (text != null) {
              digest.update(text.getBytes(StandardCharsets.UTF_8));
            }
          }
          return Value.of(HexFormat.of().formatHex(digest.digest()));
        };
  }
}
