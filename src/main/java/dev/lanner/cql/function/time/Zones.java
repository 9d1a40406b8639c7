package dev.lanner.cql.function.time;

import dev.lanner.cql.function.Arguments;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Time zones as queries write them. */
public final class Zones {
  /** Farthest time from the epoch that is formatted, in milliseconds: about 270,000 years. */
  public static final long MAX_MILLIS = 8_640_000_000_000_000L;

  private static final ZoneId UTC = ZoneId.of("UTC");

  /** Names of zones by their spelling in lower case, for those who write {@code zulu}. */
  private static final Map<String, String> BY_LOWER_CASE = new HashMap<>();

  static {
    // Sorted, so that of two names that differ in case only the same one is found every time.
    for (String id : new java.util.TreeSet<>(ZoneId.getAvailableZoneIds())) {
      BY_LOWER_CASE.putIfAbsent(id.toLowerCase(Locale.ROOT), id);
    }
  }

  private Zones() {}

  /**
   * The zone an argument names, UTC if it is not given or, after a problem was reported, unknown.
   */
  public static ZoneId of(Arguments arguments, String parameter) {
    if (!arguments.given(parameter)) {
      return UTC;
    }
    String name = arguments.text(parameter);
    return parse(name)
        .orElseGet(
            () -> {
              arguments.problem(
                  parameter,
                  "unknown-timezone",
                  "there is no time zone `" + name + "`",
                  "use a name such as `Europe/London` or an offset such as `+02:00`");
              return UTC;
            });
  }

  /**
   * A zone by name ({@code Europe/London}), short name ({@code EST}) or offset ({@code +02:00},
   * {@code Z}).
   */
  public static Optional<ZoneId> parse(String text) {
    String name = text.trim();
    if (name.equalsIgnoreCase("Z")) {
      return Optional.of(UTC);
    }
    String known = BY_LOWER_CASE.getOrDefault(name.toLowerCase(Locale.ROOT), name);
    try {
      return Optional.of(ZoneId.of(known, ZoneId.SHORT_IDS));
    } catch (DateTimeException unknown) {
      return Optional.empty();
    }
  }
}
