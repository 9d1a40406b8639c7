package dev.lanner.cql.function.parsing;

import dev.lanner.cql.function.Arguments;
import dev.lanner.cql.value.Glob;
import java.util.ArrayList;
import java.util.List;

/**
 * Names of fields by their beginnings: {@code query} means {@code query.string} and {@code
 * queryStart}, {@code a.b[*].c} means {@code c} in every element of {@code a.b}.
 */
final class NamePrefixes {
  private final List<Glob> globs = new ArrayList<>();

  private NamePrefixes() {}

  /** Those of a TEXTS argument; none if it is not given. */
  static NamePrefixes of(Arguments arguments, String parameter) {
    NamePrefixes prefixes = new NamePrefixes();
    if (arguments.given(parameter)) {
      arguments.texts(parameter).forEach(p -> prefixes.globs.add(Glob.anchored(p + "*", false)));
    }
    return prefixes;
  }

  /** Whether a name begins with one of them. */
  boolean match(String name) {
    for (Glob glob : globs) {
      if (glob.matches(name)) {
        return true;
      }
    }
    return false;
  }
}
