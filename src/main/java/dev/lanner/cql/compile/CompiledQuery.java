package dev.lanner.cql.compile;

import dev.lanner.cql.event.FieldTable;
import dev.lanner.cql.event.Row;
import dev.lanner.cql.index.Requirement;
import dev.lanner.cql.run.Accumulator;
import dev.lanner.cql.run.Filter;
import dev.lanner.cql.run.Output;
import dev.lanner.cql.run.Transform;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A query ready to run, in three parts:
 *
 * <pre>
 *   event ──▶ per event ──▶ aggregate (by group) ──▶ rows
 *             stateless     mergeable state          of one window or search
 * </pre>
 *
 * <p>A query without a true aggregate has no second and third part. Nodes keep scratch space: one
 * thread runs one compiled query; another thread compiles its own.
 */
public interface CompiledQuery {
  /** The table behind the ids. */
  FieldTable fields();

  /** The ids the per-event part can read from an event; a decoder needs to find no others. */
  BitSet read();

  /**
   * Whether a step can read fields that are not known before (free text, {@code @rawstring}, {@code
   * getField}, {@code select(*)}).
   */
  boolean readsAnything();

  /**
   * Whether the query goes over its input several times, or brings its own (joins, tables, {@code
   * createEvents}): only {@link Evaluation} runs it, over bounded input.
   */
  boolean needsWholeInput();

  /**
   * The early part: whether an event gets through the longest run of leading steps that read none
   * of the fields {@code deferred} says are filled in later (host, user). An event that does not
   * cannot get through {@link #perEvent}. True for every event if the first step reads one.
   */
  Filter prefilter(Predicate<String> deferred);

  /**
   * What an event must carry to get through {@link #perEvent}, {@link #prefilter} included.
   *
   * @param deferred names of fields that are filled in behind the place where events are looked up:
   *     nothing is required of them, nor, if there are any, by free text
   */
  Requirement requirement(Set<String> deferred);

  /** All steps in order, to be shown. */
  List<PlannedStep> steps();

  /** The whole per-event part, the cheap part included. */
  Transform perEvent();

  /** The first true aggregate, or empty for a query that yields events. */
  Optional<Grouping> grouping();

  /** What happens to the rows of a closed window; does nothing for a query that yields events. */
  Rows rows();

  /**
   * How many rows a group of a window must have had for anything to come through {@link #rows}, as
   * far as can be told; at least 1, at most {@link dev.lanner.cql.run.Quorum#MOST}.
   */
  int quorum();

  /**
   * Columns of the last projection ({@code table}, {@code select}, {@code groupBy}) in order; empty
   * if the fields are those of the events.
   */
  List<String> columns();

  /** Whether rows have no fields but {@link #columns}, because {@code select} is the last step. */
  boolean allColumns();

  /**
   * The first aggregate, taken apart: which fields make the group, and the state of one group. A
   * {@code groupBy} is keyed by its fields; any other aggregate has no keys and one group.
   */
  interface Grouping {
    /** The ids of the key fields, in order; empty for one group. */
    int[] keys();

    /**
     * Reads the key of a row into {@code into} (as long as {@link #keys}); false if the row lacks
     * one of them and so is in no group.
     */
    boolean key(Row row, String[] into);

    /** The state of a new group. */
    Accumulator create();

    /**
     * Whether two states can be merged in any order; if not, the rows of a group must come to one
     * state in the order of {@code @timestamp}.
     */
    boolean mergeable();

    /** What the state of one group keeps of its rows, with its bounds, a phrase for each part. */
    List<String> keeps();

    /** Emits the rows of one group, its key fields set. */
    void emit(String[] key, Accumulator state, Output out);

    /**
     * How many groups a window may have before the largest are kept; {@link Long#MAX_VALUE} without
     * a written limit.
     */
    long limit();
  }

  /** The steps behind the first aggregate. */
  interface Rows {
    /** Whether every row goes through alone, so that the rows of a window need not be gathered. */
    boolean perRow();

    /** Runs all rows of one window (or, if {@link #perRow}, any part of them) through the steps. */
    void run(Iterable<Row> rows, Output out);
  }
}
