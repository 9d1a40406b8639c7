package dev.lanner.cql.syntax;

import java.util.Set;

/**
 * Which arguments are conditions. The other dialect writes filters there, and a comparison with
 * {@code =} looks like a named argument: in these functions a name that is none of their parameters
 * is a field.
 */
final class Conditionals {
  private static final Set<String> IF = Set.of("condition", "then", "else", "as", "field");
  private static final Set<String> CASE = Set.of("default", "else", "as");
  private static final Set<String> TEST = Set.of("expression", "field", "as");

  private Conditionals() {}

  /** Whether {@code name=} begins a named argument of {@code function}. */
  static boolean isParameter(String function, String name) {
    Set<String> parameters = parameters(function);
    return parameters == null || parameters.contains(Scanner.lower(name));
  }

  private static Set<String> parameters(String function) {
    switch (Scanner.lower(function)) {
      case "if":
        return IF;
      case "case":
        return CASE;
      case "test":
        return TEST;
      default:
        return null;
    }
  }

  /**
   * Whether an argument of {@code function} is a condition.
   *
   * @param name its name, or null
   * @param unnamed how many arguments without a name stand before it
   */
  static boolean isCondition(String function, String name, int unnamed) {
    String parameter = name == null ? "" : Scanner.lower(name);
    switch (Scanner.lower(function)) {
      case "if":
        return parameter.equals("condition") || (name == null && unnamed == 0);
      case "test":
        return name == null || parameter.equals("expression");
      case "case":
        return name == null && unnamed % 2 == 0;
      case "count":
        return parameter.equals("filter");
      case "partition", "percentage", "array:exists", "objectarray:exists":
        return parameter.equals("condition");
      default:
        return false;
    }
  }
}
