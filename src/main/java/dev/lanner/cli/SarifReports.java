package dev.lanner.cli;

import dev.lanner.cql.lint.Code;
import dev.lanner.rules.SourceProblem;
import dev.lanner.ruletest.CaseResult;
import dev.lanner.sarif.SarifLog;
import dev.lanner.sarif.SarifResult;
import dev.lanner.sarif.SarifResult.Level;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What commands found, as SARIF. */
final class SarifReports {
  private static final String FAILED_CASE = "rule-test-failed";

  private SarifReports() {}

  /** Everything a check has to say. */
  static SarifLog problems(List<SourceProblem> problems) {
    Map<String, String> descriptions =
        Stream.of(Code.values()).collect(Collectors.toMap(Code::code, Code::description));
    SarifLog log = new SarifLog("lanner check", Version.number());
    for (SourceProblem problem : problems) {
      String code = problem.code();
      log.describe(code, descriptions.getOrDefault(code, code));
      String hint = problem.hint().isEmpty() ? "" : "\n" + problem.hint();
      log.add(
          new SarifResult(
              code,
              level(problem),
              problem.message() + hint,
              problem.file(),
              problem.line(),
              problem.column()));
    }
    return log;
  }

  private static Level level(SourceProblem problem) {
    return switch (problem.severity()) {
      case INFO -> Level.NOTE;
      case WARNING -> Level.WARNING;
      case ERROR -> Level.ERROR;
    };
  }

  /** The failed cases of rule tests. */
  static SarifLog failures(List<CaseResult> results) {
    SarifLog log = new SarifLog("lanner test", Version.number());
    log.describe(FAILED_CASE, "a detection rule does not do what its test expects");
    for (CaseResult result : results) {
      if (!result.passed()) {
        String message =
            result.ruleTitle()
                + ": "
                + result.name()
                + "\n"
                + String.join("\n", result.differences());
        log.add(
            new SarifResult(FAILED_CASE, Level.ERROR, message, result.path(), result.line(), 0));
      }
    }
    return log;
  }
}
