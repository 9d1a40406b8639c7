package dev.lanner.cql.function;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Every function there is, found by name without regard to case. */
public final class FunctionRegistry {
  private static final FunctionRegistry STANDARD = new FunctionRegistry(StandardFunctions.all());

  private final Map<String, CqlFunction> byName = new TreeMap<>();

  /** A registry of the given functions; two of one name are a fault. */
  public FunctionRegistry(Collection<CqlFunction> functions) {
    for (CqlFunction function : functions) {
      String key = function.spec().name().toLowerCase(Locale.ROOT);
      if (byName.put(key, function) != null) {
        throw new IllegalArgumentException("two functions named " + key);
      }
    }
  }

  /** The functions of the product. */
  public static FunctionRegistry standard() {
    return STANDARD;
  }

  /** The function of that name, in any case. */
  public Optional<CqlFunction> find(String name) {
    return Optional.ofNullable(byName.get(name.toLowerCase(Locale.ROOT)));
  }

  /** All functions in the order of their names. */
  public List<CqlFunction> all() {
    return new ArrayList<>(byName.values());
  }
}
