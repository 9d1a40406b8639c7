package dev.lanner.cql.function.time;

import java.time.ZonedDateTime;
import java.util.Locale;
import java.util.Optional;

/**
 * One letter of a time format: what {@code %H} prints in {@code formatTime} and {@code %tH} in
 * {@code format}. The letters and their meaning are those of Java's {@code Formatter}.
 */
@FunctionalInterface
public interface TimeConversion {
  /** The text for a time, names in the language of {@code locale}. */
  String print(ZonedDateTime time, Locale locale);

  /** The conversion of a letter, or empty if there is none. */
  static Optional<TimeConversion> of(char letter) {
    return Optional.ofNullable(TimeConversions.BY_LETTER.get(letter));
  }
}
