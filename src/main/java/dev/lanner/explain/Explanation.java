package dev.lanner.explain;

import dev.lanner.cql.compile.PlannedStep;
import dev.lanner.cql.index.RuleLiterals;
import dev.lanner.rules.Rule;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How a query runs.
 *
 * @param source the file, or {@code query} for a text
 * @param rule the rule it is the query of, if it is one's
 * @param steps its steps in order
 * @param index how its events are found
 * @param fieldsRead the fields of an event it reads, sorted
 * @param anyField whether it can read fields it does not name
 * @param aggregation what is kept of events; empty for a query over single events
 * @param refusals why it cannot run on a stream, a sentence each; empty if it can
 * @param functions the functions it calls that are not exactly LogScale's
 * @param evidence what confirms a candidate, in the rule's order
 */
public record Explanation(
    String source,
    Optional<Rule> rule,
    List<PlannedStep> steps,
    RuleLiterals index,
    List<String> fieldsRead,
    boolean anyField,
    Optional<Aggregation> aggregation,
    List<String> refusals,
    List<FunctionNote> functions,
    List<Evidence> evidence) {
  public Explanation {
    Objects.requireNonNull(source);
    Objects.requireNonNull(index);
    steps = List.copyOf(steps);
    fieldsRead = List.copyOf(fieldsRead);
    refusals = List.copyOf(refusals);
    functions = List.copyOf(functions);
    evidence = List.copyOf(evidence);
  }

  /**
   * What is kept of events until their window ends.
   *
   * @param key the fields that make a group; none for one group
   * @param keeps what is kept of a group, a phrase for each part
   * @param window length of a window; empty for a query that is no rule and was given none
   * @param slide distance of the starts of windows that overlap
   * @param groupLimit how many groups a window may have before the largest are kept, if the query
   *     says so
   * @param gathered whether all rows of a window come together before the steps behind the
   *     aggregate
   */
  public record Aggregation(
      List<String> key,
      List<String> keeps,
      Optional<Duration> window,
      Optional<Duration> slide,
      OptionalLong groupLimit,
      boolean gathered) {
    public Aggregation {
      key = List.copyOf(key);
      keeps = List.copyOf(keeps);
    }

    /** How many windows an event belongs to. */
    public long overlap() {
      return window.isPresent() && slide.isPresent()
          ? window.get().toMillis() / slide.get().toMillis()
          : 1;
    }
  }

  /** A function that is approximate, and how. */
  public record FunctionNote(String name, String note) {}

  /**
   * A clause of {@code confirm}.
   *
   * @param clause as the rule has it
   * @param index how the evidence is found
   */
  public record Evidence(Rule.Confirm clause, RuleLiterals index) {}

  /** The steps of one part, in order. */
  public List<PlannedStep> steps(PlannedStep.Part part) {
    return steps.stream().filter(step -> step.part() == part).toList();
  }

  /** The field that names the entity of a detection, as far as it is known before one is made. */
  public String detectionKey() {
    Optional<String> given = rule.flatMap(Rule::key);
    boolean grouped = aggregation.isPresent() && !aggregation.get().key().isEmpty();
    return given.orElseGet(
        () -> grouped ? String.join(", ", aggregation.get().key()) : "ComputerName, else aid");
  }
}
