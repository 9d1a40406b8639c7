package dev.lanner.cql.function.encoding;

import static dev.lanner.cql.function.FunctionSpec.Group.ENCODING;
import static dev.lanner.cql.function.FunctionSpec.Kind.FILTER;
import static dev.lanner.cql.function.FunctionSpec.Kind.SCALAR;
import static dev.lanner.cql.function.FunctionSpec.Kind.TRANSFORM;
import static dev.lanner.cql.function.Parameter.as;
import static dev.lanner.cql.function.Parameter.asInPlace;
import static dev.lanner.cql.function.Parameter.optional;
import static dev.lanner.cql.function.Parameter.required;

import dev.lanner.cql.function.CqlFunction;
import dev.lanner.cql.function.FieldFunction;
import dev.lanner.cql.function.FunctionSpec;
import dev.lanner.cql.function.Parameter;
import dev.lanner.cql.value.Value;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** The functions of this package. */
public final class EncodingFunctions {
  private static final String SALT =
      "it needs a salt that LogScale keeps; compare with crypto:sha256() of the field";

  private EncodingFunctions() {}

  /** All of them. */
  public static List<CqlFunction> all() {
    return List.of(
        new Base64Decode(),
        base64Encode(),
        new Digest("md5", "MD5"),
        new Digest("sha1", "SHA-1"),
        new Digest("sha256", "SHA-256"),
        new Hash(),
        hashMatch(),
        hashRewrite(),
        urlDecode(),
        urlEncode());
  }

  private static CqlFunction base64Encode() {
    return new FieldFunction(
        FunctionSpec.exact(
            "base64Encode",
            SCALAR,
            ENCODING,
            as("_base64Encode"),
            required("field", Parameter.Type.FIELD).orUnnamed()),
        text ->
            Value.of(Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8))));
  }

  private static CqlFunction urlDecode() {
    return new FieldFunction(
        FunctionSpec.exact(
            "urlDecode",
            SCALAR,
            ENCODING,
            as("_urldecode"),
            required("field", Parameter.Type.FIELD).orUnnamed()),
        text -> Value.of(UrlText.decode(text)));
  }

  private static CqlFunction urlEncode() {
    return new FieldFunction(
        FunctionSpec.exact(
            "urlEncode",
            SCALAR,
            ENCODING,
            as("_urlencode"),
            required("field", Parameter.Type.FIELD).orUnnamed(),
            optional("type", Parameter.Type.TEXT)),
        text -> Value.of(UrlText.encode(text)));
  }

  private static CqlFunction hashMatch() {
    return new FieldFunction(
        FunctionSpec.exact(
                "hashMatch",
                FILTER,
                ENCODING,
                optional("bits", Parameter.Type.WHOLE, "256"),
                optional("field", Parameter.Type.FIELD),
                optional("hash", Parameter.Type.TEXT, "sha256").oneOf("sha256", "sha512"),
                required("input", Parameter.Type.TEXT).orUnnamed(),
                required("salt", Parameter.Type.TEXT))
            .refused(SALT),
        text -> null);
  }

  private static CqlFunction hashRewrite() {
    return new FieldFunction(
        FunctionSpec.exact(
                "hashRewrite",
                TRANSFORM,
                ENCODING,
                asInPlace(),
                optional("bits", Parameter.Type.WHOLE, "256"),
                required("field", Parameter.Type.FIELD).orUnnamed(),
                optional("hash", Parameter.Type.TEXT, "sha256").oneOf("sha256", "sha512"),
                optional("replaceInRawstring", Parameter.Type.BOOLEAN, "true"),
                required("salt", Parameter.Type.TEXT))
            .refused(SALT),
        text -> null);
  }
}
