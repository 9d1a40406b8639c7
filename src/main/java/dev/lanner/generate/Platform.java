package dev.lanner.generate;

/** The operating system of a host, as {@code event_platform} names it. */
public enum Platform {
  WINDOWS("Win", ""),
  MAC("Mac", "Mac"),
  LINUX("Lin", "Lin");

  private final String code;
  private final String schemaInfix;

  Platform(String code, String schemaInfix) {
    this.code = code;
    this.schemaInfix = schemaInfix;
  }

  /** The value of {@code event_platform}: {@code Win}, {@code Mac} or {@code Lin}. */
  public String code() {
    return code;
  }

  /** The {@code name} field of an event: type, platform (none on Windows) and schema version. */
  String schemaName(String eventType, int version) {
    return eventType + schemaInfix + "V" + version;
  }
}
