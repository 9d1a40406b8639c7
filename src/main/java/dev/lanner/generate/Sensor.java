package dev.lanner.generate;

/**
 * The age of a sensor build, which decides the fields that came with it. Fleets run several at a
 * time.
 *
 * <p>Source: public sample lines of 2020 to 2025; the name of the asking process first appears on
 * DNS events, later on network events too, and the dozens of activity counters of EndOfProcess are
 * gone from newer lines.
 */
enum Sensor {
  /** Activity counters on EndOfProcess, no name of the process on DNS or network events. */
  OLD("0012806.1"),
  /** {@code ContextBaseFileName} on DNS events, {@code EventOrigin} on all. */
  CURRENT("0018207.1"),
  /** {@code ContextBaseFileName} on network events as well. */
  NEW("0019907.15");

  private final String build;

  Sensor(String build) {
    this.build = build;
  }

  /** The value of {@code ConfigBuild} on a platform. */
  String configBuild(Platform platform) {
    return switch (platform) {
      case WINDOWS -> "1007.3." + build;
      case MAC -> "1007.4." + build;
      case LINUX -> "1007.8." + build;
    };
  }

  boolean atLeast(Sensor other) {
    return compareTo(other) >= 0;
  }
}
