package dev.lanner.job.status;

import dev.lanner.job.status.RunningJob.Shown;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What the rules of a running job cost so far, as of its last checkpoint. */
public final class LiveCosts {
  private static final String RULE = "account.lanner.rule.";

  private LiveCosts() {}

  /**
   * The numbers of rules by rule and name.
   *
   * @param name of the job; empty: the only one there is
   * @throws IOException if the cluster does not answer, or there is no such job
   */
  public static Map<String, Map<String, Long>> of(URI cluster, Optional<String> name)
      throws IOException {
    Map<String, Map<String, Long>> rules = new TreeMap<>();
    Map<String, Shown> metrics =
        RunningJob.find(cluster, name).metrics(metric -> metric.contains(RULE));
    metrics.forEach(
        (metric, shown) -> {
          String rest = metric.substring(metric.indexOf(RULE) + RULE.length());
          int dot = rest.lastIndexOf('.');
          if (dot > 0) {
            rules
                .computeIfAbsent(rest.substring(0, dot), rule -> new TreeMap<>())
                .put(rest.substring(dot + 1), Math.round(shown.sum()));
          }
        });
    return rules;
  }
}
