package dev.lanner.sarif;

import java.util.Locale;
import java.util.Objects;

/**
 * One finding.
 *
 * @param rule id of what was found, as described in the log
 * @param level how bad it is
 * @param message what to say
 * @param file the file, as a path
 * @param line from 1; 0 if the finding concerns the file as a whole
 * @param column from 1, in code points; 0 if it concerns the line as a whole
 */
public record SarifResult(
    String rule, Level level, String message, String file, int line, int column) {
  public SarifResult {
    Objects.requireNonNull(rule);
    Objects.requireNonNull(level);
    Objects.requireNonNull(message);
    Objects.requireNonNull(file);
  }

  /** How bad a finding is, in the words of the standard. */
  public enum Level {
    NOTE,
    WARNING,
    ERROR;

    /** As the standard writes it. */
    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
