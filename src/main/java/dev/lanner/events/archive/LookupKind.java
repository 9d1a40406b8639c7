package dev.lanner.events.archive;

import java.util.Locale;
import java.util.Optional;

/** The lookup snapshots that are delivered beside events, below {@code fdrv2/}. */
public enum LookupKind {
  /** Hosts by {@code aid}. */
  AIDMASTER,
  /** Users by {@code UserSid_readable}. */
  USERINFO,
  /** Network interfaces by {@code aid}. */
  MANAGEDASSETS,
  /** Neighbours without a sensor. */
  NOTMANAGED,
  /** Applications by hash. */
  APPINFO;

  static final String PARENT = "fdrv2";

  /** The name of the folder below {@code fdrv2/}. */
  public String folder() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<LookupKind> ofFolder(String folder) {
    for (LookupKind kind : values()) {
      if (kind.folder().equals(folder)) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }
}
