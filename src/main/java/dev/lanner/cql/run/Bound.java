package dev.lanner.cql.run;

import java.util.Locale;

/** Bounds on state, in words. */
public final class Bound {
  private Bound() {}

  /** {@code up to 2,000 texts}; {@code all texts} where there is no bound. */
  public static String upTo(long most, String what) {
    return most == Long.MAX_VALUE
        ? "all " + what
        : String.format(Locale.ROOT, "up to %,d ", most) + what;
  }
}
