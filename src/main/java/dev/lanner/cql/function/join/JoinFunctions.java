package dev.lanner.cql.function.join;

import dev.lanner.cql.function.CqlFunction;
import java.util.List;

/** The functions of this package. */
public final class JoinFunctions {
  private JoinFunctions() {}

  /** All of them. */
  public static List<CqlFunction> all() {
    return List.of(
        new Correlate(),
        new DefineTable(),
        new Join(),
        new Match(),
        new MatchAsArray(),
        new SelfJoin(),
        new SelfJoinFilter());
  }
}
