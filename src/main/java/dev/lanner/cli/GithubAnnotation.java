package dev.lanner.cli;

import dev.lanner.rules.SourceProblem;

/** A problem as a workflow command of GitHub's runners, which makes it a remark at its line. */
final class GithubAnnotation {
  private GithubAnnotation() {}

  /** The command, one line. A problem of a file as a whole stands at its first line. */
  static String of(SourceProblem problem) {
    String hint = problem.hint().isEmpty() ? "" : " (" + problem.hint() + ")";
    return "::"
        + level(problem)
        + " file="
        + property(problem.file())
        + ",line="
        + Math.max(1, problem.line())
        + ",col="
        + Math.max(1, problem.column())
        + ",title="
        + property(problem.code())
        + "::"
        + data(problem.message() + hint);
  }

  private static String level(SourceProblem problem) {
    return switch (problem.severity()) {
      case INFO -> "notice";
      case WARNING -> "warning";
      case ERROR -> "error";
    };
  }

  private static String data(String text) {
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
  }

  private static String property(String text) {
    return data(text).replace(":", "%3A").replace(",", "%2C");
  }
}
