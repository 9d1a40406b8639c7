package dev.lanner.cql.function.array;

import dev.lanner.cql.function.CqlFunction;
import java.util.List;

/** The functions of this package. */
public final class ArrayFunctions {
  private ArrayFunctions() {}

  /** All of them. */
  public static List<CqlFunction> all() {
    return List.of(
        new ArrayAppend(),
        new ArrayContains(),
        ArrayChange.dedup(),
        new ArrayDrop(),
        new ArrayEval("array:eval", false),
        new ArrayExists(),
        new ArrayFilter(),
        ValueSet.intersection(),
        new ArrayLength(),
        new ReduceAll(),
        new ReduceColumn(),
        new ReduceRow(),
        new ArrayRegex(),
        new ArrayRename(),
        ArrayChange.sort(),
        ValueSet.union(),
        new ConcatArray(),
        new ArrayEval("objectArray:eval", true),
        new ObjectArrayExists(),
        new Split());
  }
}
