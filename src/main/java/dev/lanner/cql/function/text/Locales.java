package dev.lanner.cql.function.text;

import dev.lanner.cql.function.Arguments;
import java.util.Locale;

/** Locales as queries write them: {@code en_US}, {@code da}, {@code en-GB}. */
public final class Locales {
  private Locales() {}

  /**
   * The locale an argument names, or {@code fallback} if it is not given. A part that is no region
   * or language (published queries write {@code en_UAE}) is left out, as Java does.
   */
  public static Locale of(Arguments arguments, String parameter, Locale fallback) {
    if (!arguments.given(parameter)) {
      return fallback;
    }
    return Locale.forLanguageTag(arguments.text(parameter).replace('_', '-'));
  }
}
