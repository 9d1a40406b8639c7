package dev.lanner.cql.function.encoding;

import static dev.lanner.cql.function.Parameter.optional;

import dev.lanner.cql.function.Arguments;
import dev.lanner.cql.function.Parameter;
import java.nio.charset.Charset;

/** Character sets as parameters name them. */
public final class Charsets {
  private Charsets() {}

  /** The parameter {@code charset} of functions that make text of bytes. */
  public static Parameter parameter() {
    return optional("charset", Parameter.Type.TEXT, "UTF-8")
        .oneOf("ISO-8859-1", "UTF-16BE", "UTF-16LE", "UTF-8");
  }

  /** What the parameter names. */
  public static Charset of(Arguments arguments) {
    return Charset.forName(arguments.text("charset"));
  }
}
