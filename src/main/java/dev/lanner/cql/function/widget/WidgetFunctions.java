package dev.lanner.cql.function.widget;

import dev.lanner.cql.function.CqlFunction;
import java.util.List;

/** The functions of this package. */
public final class WidgetFunctions {
  private WidgetFunctions() {}

  /** All of them. */
  public static List<CqlFunction> all() {
    return List.of(new Sankey(), new WorldMap());
  }
}
