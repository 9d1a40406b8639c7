package dev.lanner.cql.function.regex;

import dev.lanner.cql.function.Arguments;
import dev.lanner.cql.regex.CqlRegex;

/** Compiles the regular expressions that are arguments. */
public final class RegexArgument {
  private RegexArgument() {}

  /**
   * The compiled REGEX argument of that name, or null after a problem was reported. A literal
   * brings its own flags; the parameter {@code flags}, if the function has one and it is given,
   * adds to them.
   *
   * @param textFlags flags of a pattern that is given as a text, unless {@code flags} is given
   */
  public static CqlRegex compile(Arguments arguments, String parameter, String textFlags) {
    Arguments.RegexText regex = arguments.regex(parameter);
    return compile(
        arguments, parameter, regex.body(), regex.flags().isEmpty() ? textFlags : regex.flags());
  }

  /** The same for a function with a parameter {@code flags}. */
  public static CqlRegex compileWithFlags(Arguments arguments, String parameter, String textFlags) {
    Arguments.RegexText regex = arguments.regex(parameter);
    String flags = regex.flags();
    if (arguments.given("flags")) {
      flags += arguments.text("flags");
    } else if (flags.isEmpty()) {
      flags = textFlags;
    }
    return compile(arguments, parameter, regex.body(), flags);
  }

  private static CqlRegex compile(
      Arguments arguments, String parameter, String body, String flags) {
    try {
      return CqlRegex.compile(body, flags);
    } catch (CqlRegex.Invalid wrong) {
      arguments.problem(
          parameter,
          "invalid-regex",
          "`" + body + "` is not a regular expression: " + wrong.reason(),
          "");
      return null;
    }
  }
}
