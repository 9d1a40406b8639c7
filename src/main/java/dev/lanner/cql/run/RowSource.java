package dev.lanner.cql.run;

/** Rows that can be gone over from the beginning, any number of times, in the same order. */
@FunctionalInterface
public interface RowSource {
  /** Hands every row to {@code out}. */
  void forEach(Output out);
}
