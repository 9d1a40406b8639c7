package dev.lanner.cql.function.event;

import dev.lanner.cql.function.CqlFunction;
import java.util.List;

/** The functions of this package. */
public final class EventFunctions {
  private EventFunctions() {}

  /** All of them. */
  public static List<CqlFunction> all() {
    return List.of(
        new Coalesce(),
        new Default(),
        new Drop(),
        new DropEvent(),
        new Eval(),
        new If(),
        new In(),
        new Rename(),
        new Select(),
        new Test());
  }
}
