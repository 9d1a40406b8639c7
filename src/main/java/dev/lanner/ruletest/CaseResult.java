package dev.lanner.ruletest;

import java.util.List;
import java.util.Objects;

/**
 * How a case went.
 *
 * @param path the {@code tests.yml}, as shown to people
 * @param line where the case stands in it, from 1
 * @param ruleId the rule
 * @param ruleTitle the rule's title
 * @param name the case
 * @param differences between expected and got, a line each; empty if it passed
 */
public record CaseResult(
    String path, int line, String ruleId, String ruleTitle, String name, List<String> differences) {
  public CaseResult {
    Objects.requireNonNull(path);
    Objects.requireNonNull(ruleId);
    Objects.requireNonNull(ruleTitle);
    Objects.requireNonNull(name);
    differences = List.copyOf(differences);
  }

  /** Whether the rule did what the case expects. */
  public boolean passed() {
    return differences.isEmpty();
  }
}
