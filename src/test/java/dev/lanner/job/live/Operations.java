package dev.lanner.job.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanner.cli.CommandLineRun;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** What who runs a job sees of it, on a stage. */
final class Operations {
  private Operations() {}

  /** Metrics for Prometheus, readiness, and the cost of a rule that fired so often. */
  static void areShown(LiveStage stage, LiveJob job, String rule, long fired) throws Exception {
    String metrics = stage.prometheus(0) + stage.prometheus(1);
    for (String name :
        List.of(
            "match_lanner_ruleSet",
            "match_lanner_rules",
            "match_lanner_watermarkAge",
            "account_lanner_decoded",
            "account_lanner_rule_matched",
            "account_lanner_rule_candidates",
            "account_lanner_rule_tried")) {
      String series = name.substring(name.indexOf('_') + 1);
      String operator = name.substring(0, name.indexOf('_'));
      assertTrue(
          Pattern.compile(
                  "(?m)^flink_taskmanager_job_task_operator_"
                      + series
                      + "\\{.*operator_name=\""
                      + operator
                      + "\".*\\} ")
              .matcher(metrics)
              .find(),
          () -> "no " + name + " in\n" + shownOfLanner(metrics));
    }
    assertTrue(
        Pattern.compile(
                "(?m)^flink_taskmanager_job_task_operator_lanner_rule_fired\\{.*rule=\""
                    + rule
                    + "\".*\\} "
                    + fired
                    + "\\.0$")
            .matcher(metrics)
            .find(),
        () -> shownOfLanner(metrics));

    String cluster = stage.cluster().toString();
    stage.await(
        "ready", () -> CommandLineRun.of("ready", cluster, "--job", job.name()).code() == 0);
    CommandLineRun ready = CommandLineRun.of("ready", cluster, "--job", job.name());
    assertTrue(
        Pattern.compile(
                "job running: yes \\("
                    + job.name()
                    + ", \\d+ of \\d+ tasks\\)\n"
                    + "rules loaded: yes \\(1 rules, sets? [0-9 to]+\\)\n"
                    + "source connected: yes \\(\\d+ connections\\)\n"
                    + "watermark age: yes \\(\\d+ s\\)\n")
            .matcher(ready.out())
            .matches(),
        ready.out());
    // The events are of another day.
    CommandLineRun old =
        CommandLineRun.of("ready", cluster, "--job", job.name(), "--max-age", "1m");
    assertEquals(1, old.code(), old.out());
    assertTrue(old.out().contains("watermark age: NO ("), old.out());
    CommandLineRun other = CommandLineRun.of("ready", cluster, "--job", "other");
    assertEquals("job running: NO (no job `other` runs at " + cluster + ")\n", other.out());
    CommandLineRun profile = CommandLineRun.of("profile", cluster, "--job", job.name());
    assertTrue(
        Pattern.compile("(?m)^" + rule + " +\\d+\\.\\d % .* " + fired + " +(-|[0-9,]+)$")
            .matcher(profile.out())
            .find(),
        profile.out());
  }

  /** What clients are given to log in with is in no log and on no page. */
  static void keepSecrets(LiveStage stage, LiveJob job) throws Exception {
    String id = stage.job(job.name());
    for (String page :
        List.of(
            "/jobs/" + id,
            "/jobs/" + id + "/config",
            "/jobs/" + id + "/plan",
            "/jobs/" + id + "/jobmanager/config",
            "/jobs/" + id + "/checkpoints/config",
            "/jobmanager/config",
            "/jobmanager/environment",
            "/jobmanager/log")) {
      String shown = stage.page(page);
      assertFalse(shown.isEmpty(), page);
      assertFalse(shown.contains(LiveJob.SECRET), page);
    }
    try (var files = Files.walk(job.folder().resolve("run").resolve("flink"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        assertFalse(text.contains(LiveJob.SECRET), file::toString);
      }
    }
  }

  private static String shownOfLanner(String metrics) {
    return String.join(
        "\n", metrics.lines().filter(line -> line.contains("lanner")).limit(20).toList());
  }
}
