package dev.lanner.ruletest;

import dev.lanner.yaml.YamlProblem;
import java.util.List;

/**
 * A {@code tests.yml} as read.
 *
 * @param path the file, as shown to people
 * @param cases its cases in the order of the file
 * @param problems what is wrong with the file; with any, its cases do not count
 */
public record TestFile(String path, List<TestCase> cases, List<YamlProblem> problems) {
  public TestFile {
    cases = List.copyOf(cases);
    problems = List.copyOf(problems);
  }
}
