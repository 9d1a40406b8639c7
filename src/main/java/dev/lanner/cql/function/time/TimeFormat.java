package dev.lanner.cql.function.time;

import dev.lanner.cql.function.Arguments;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A format such as {@code %Y-%m-%d %H:%M:%S}, read once. */
public final class TimeFormat {
  /** A literal or a conversion. */
  private record Part(String literal, TimeConversion conversion) {}

  private final List<Part> parts;
  private final Locale locale;

  private TimeFormat(List<Part> parts, Locale locale) {
    this.parts = parts;
    this.locale = locale;
  }

  /** Reads the FORMAT argument; after a problem was reported, a format that prints nothing. */
  static TimeFormat of(Arguments arguments, String parameter, Locale locale) {
    String format = arguments.text(parameter);
    List<Part> parts = new ArrayList<>();
    StringBuilder literal = new StringBuilder();
    for (int i = 0; i < format.length(); i++) {
      char c = format.charAt(i);
      if (c != '%' || i + 1 == format.length()) {
        literal.append(c);
        continue;
      }
      char letter = format.charAt(++i);
      Optional<TimeConversion> conversion = TimeConversion.of(letter);
      if (letter == '%') {
        literal.append('%');
      } else if (conversion.isPresent()) {
        parts.add(new Part(literal.toString(), conversion.get()));
        literal.setLength(0);
      } else {
        arguments.problem(
            parameter,
            "invalid-format",
            "`%" + letter + "` is no time format that is known",
            "`%F %T` prints date and time; `%%` prints a percent sign");
      }
    }
    parts.add(new Part(literal.toString(), null));
    return new TimeFormat(parts, locale);
  }

  /** The text for a time. */
  String print(ZonedDateTime time) {
    StringBuilder text = new StringBuilder();
    for (Part part : parts) {
      text.append(part.literal);
      if (part.conversion != null) {
        text.append(part.conversion.print(time, locale));
      }
    }
    return text.toString();
  }
}
