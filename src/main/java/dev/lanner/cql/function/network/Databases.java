package dev.lanner.cql.function.network;

import dev.lanner.cql.function.Arguments;
import dev.lanner.cql.run.Environment;

/** Finds the databases that functions ask. */
final class Databases {
  private Databases() {}

  /**
   * The database of that name; if it is not at hand, that is reported, and one that knows nothing
   * stands in.
   */
  static Environment.Database find(Arguments arguments, String name) {
    return arguments
        .environment()
        .database(name)
        .orElseGet(
            () -> {
              arguments.missing(
                  null,
                  "missing-database",
                  "there is no database `" + name + "` at hand",
                  arguments.environment().databaseRemedy(name));
              return (type, key) -> null;
            });
  }
}
