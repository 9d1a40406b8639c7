package dev.lanner.yaml;

import java.util.Comparator;

/**
 * Something wrong in a YAML file, with its place.
 *
 * @param file the name the file was read under
 * @param line from 1; 0 if it does not come from a file
 * @param column from 1
 * @param message what is wrong, offending text in backticks
 */
public record YamlProblem(String file, int line, int column, String message) {
  /** By place. */
  static final Comparator<YamlProblem> ORDER =
      Comparator.comparingInt(YamlProblem::line)
          .thenComparingInt(YamlProblem::column)
          .thenComparing(YamlProblem::file)
          .thenComparing(YamlProblem::message);

  /** {@code file:line:column: message}. */
  @Override
  public String toString() {
    return place(file, line, column) + ": " + message;
  }

  static String place(String file, int line, int column) {
    return line == 0 ? file : file + ":" + line + ":" + column;
  }
}
