package dev.lanner.rules;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A detection rule as loaded: what identifies it, what it asks, and how its rows become detections
 * (DESIGN section 6). A value: two rules with equal parts are equal.
 *
 * @param id UUID, or the file name of a bare query
 * @param version raised by hand when the meaning changes, from 1
 * @param title one line
 * @param status how mature it is
 * @param level how bad a detection is
 * @param confidence how sure a detection is
 * @param tags as written, e.g. {@code attack.t1595}
 * @param description own words, maybe empty
 * @param references addresses
 * @param falsepositives known look-alikes
 * @param dataSources event types it reads
 * @param query the text of the query, CQL
 * @param window length of the window of a query that aggregates
 * @param slide distance between the starts of windows; empty for tumbling windows
 * @param key the field that names the entity of a detection; empty for the default (group key, else
 *     ComputerName, else aid)
 * @param throttle one detection per value of some fields and period
 * @param confirm evidence a candidate needs
 * @param exceptions what is expected and not worth a detection
 * @param onEdit what becomes of open windows when another version of the rule replaces this one
 * @param path the file it came from, for messages
 */
public record Rule(
    String id,
    int version,
    String title,
    Status status,
    Level level,
    String confidence,
    List<String> tags,
    String description,
    List<String> references,
    List<String> falsepositives,
    List<String> dataSources,
    String query,
    Optional<Duration> window,
    Optional<Duration> slide,
    Optional<String> key,
    Optional<Throttle> throttle,
    List<Confirm> confirm,
    List<RuleException> exceptions,
    OnEdit onEdit,
    String path) {

  /** How mature a rule is (Sigma's words). */
  public enum Status {
    EXPERIMENTAL,
    TEST,
    STABLE,
    DEPRECATED
  }

  /** How bad a detection is (Sigma's words). */
  public enum Level {
    INFORMATIONAL,
    LOW,
    MEDIUM,
    HIGH,
    CRITICAL
  }

  /** What becomes of the open windows of a version when the next one comes to a job that runs. */
  public enum OnEdit {
    /** They end when they would have, with what they held; new events count for the new version. */
    KEEP,
    /** They end at once with what they hold, and say that it is a part. */
    DRAIN,
    /** They are dropped. */
    RESTART
  }

  public Rule {
    Objects.requireNonNull(id);
    Objects.requireNonNull(title);
    Objects.requireNonNull(query);
    Objects.requireNonNull(onEdit);
    tags = List.copyOf(tags);
    references = List.copyOf(references);
    falsepositives = List.copyOf(falsepositives);
    dataSources = List.copyOf(dataSources);
    confirm = List.copyOf(confirm);
    exceptions = List.copyOf(exceptions);
  }

  /**
   * At most one detection for equal values of {@code fields} within {@code period}.
   *
   * @param fields names, read from the row, else from the envelope
   */
  public record Throttle(List<String> fields, Duration period) {
    public Throttle {
      fields = List.copyOf(fields);
      Objects.requireNonNull(period);
    }
  }

  /**
   * Keep a candidate only if evidence is seen near it.
   *
   * @param when which candidates need it, a CQL filter; empty for all
   * @param query the evidence, a CQL query without aggregate
   * @param by pairs of fields that must agree: of the candidate, of the evidence
   * @param within the largest distance by sensor time, inclusive, in either order
   */
  public record Confirm(Optional<String> when, String query, List<Pair> by, Duration within) {
    public Confirm {
      by = List.copyOf(by);
      Objects.requireNonNull(within);
    }
  }

  /** Two fields that must hold the same text. */
  public record Pair(String candidate, String evidence) {}

  /**
   * What is expected and not worth a detection; counted when it hits.
   *
   * @param where a CQL filter over the event before the first aggregate or projection, or over the
   *     row
   * @param onRow whether it looks at the finished row
   * @param owner who answers for it
   * @param reason why
   * @param expires last day it holds (UTC); later it hits no more
   */
  public record RuleException(
      String where, boolean onRow, String owner, String reason, LocalDate expires) {}
}
