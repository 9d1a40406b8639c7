package dev.lanner.job.status;

import dev.lanner.job.status.RunningJob.Shown;
import dev.lanner.job.status.RunningJob.Tasks;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Whether a job does what it is there for.
 *
 * @param conditions what has to hold, in the order of asking; what cannot be known does not hold
 */
public record Readiness(List<Condition> conditions) {
  private static final String CONNECTIONS = "KafkaSourceReader.KafkaConsumer.connection-count";
  private static final String RULES = ".lanner.rules";
  private static final String RULE_SET = ".lanner.ruleSet";
  private static final String AGE = ".lanner.watermarkAge";

  public Readiness {
    conditions = List.copyOf(conditions);
  }

  /**
   * A condition.
   *
   * @param name what it is about
   * @param holds whether it holds
   * @param detail what was seen
   */
  public record Condition(String name, boolean holds, String detail) {}

  /** Whether all conditions hold. */
  public boolean isReady() {
    return conditions.stream().allMatch(Condition::holds);
  }

  /**
   * Asks a cluster.
   *
   * @param name of the job; empty: the only one there is
   * @param maxAge how far time may be behind the clock; empty: as far as it likes, once it began
   */
  public static Readiness of(URI cluster, Optional<String> name, Optional<Duration> maxAge) {
    List<Condition> conditions = new ArrayList<>();
    try {
      RunningJob job = RunningJob.find(cluster, name);
      Tasks tasks = job.tasks();
      conditions.add(
          new Condition(
              "job running",
              tasks.running() == tasks.all() && tasks.all() > 0,
              job.name() + ", " + tasks.running() + " of " + tasks.all() + " tasks"));
      Map<String, Shown> metrics =
          job.metrics(
              metric ->
                  metric.endsWith(RULES)
                      || metric.endsWith(RULE_SET)
                      || metric.endsWith(AGE)
                      || metric.endsWith(CONNECTIONS));
      conditions.add(rules(metrics));
      conditions.add(source(metrics));
      conditions.add(age(metrics, maxAge));
    } catch (IOException e) {
      conditions.add(new Condition("job running", false, e.getMessage()));
    }
    return new Readiness(conditions);
  }

  private static Condition rules(Map<String, Shown> metrics) {
    Optional<Shown> rules = RunningJob.ending(metrics, RULES);
    Optional<Shown> set = RunningJob.ending(metrics, RULE_SET);
    boolean holds = rules.isPresent() && rules.get().least() >= 1;
    String detail =
        rules.isEmpty() || set.isEmpty()
            ? "not told yet"
            : String.format(
                Locale.ROOT,
                "%.0f rules, %s",
                rules.get().least(),
                set.get().least() == set.get().most()
                    ? String.format(Locale.ROOT, "set %.0f", set.get().least())
                    : String.format(
                        Locale.ROOT, "sets %.0f to %.0f", set.get().least(), set.get().most()));
    return new Condition("rules loaded", holds, detail);
  }

  private static Condition source(Map<String, Shown> metrics) {
    Optional<Shown> connections = RunningJob.ending(metrics, CONNECTIONS);
    return new Condition(
        "source connected",
        connections.isPresent() && connections.get().least() >= 1,
        connections
            .map(shown -> String.format(Locale.ROOT, "%.0f connections", shown.sum()))
            .orElse("not told yet"));
  }

  private static Condition age(Map<String, Shown> metrics, Optional<Duration> maxAge) {
    Optional<Shown> age = RunningJob.ending(metrics, AGE);
    String most = maxAge.map(bound -> ", at most " + bound.toSeconds() + " s").orElse("");
    if (age.isEmpty()) {
      return new Condition("watermark age", maxAge.isEmpty(), "not told yet" + most);
    }
    boolean begun = age.get().least() >= 0;
    double seconds = age.get().most() / 1000;
    boolean holds = maxAge.isEmpty() || begun && seconds * 1000 <= maxAge.get().toMillis();
    String seen = begun ? String.format(Locale.ROOT, "%.0f s", seconds) : "no event yet";
    return new Condition("watermark age", holds, seen + most);
  }
}
