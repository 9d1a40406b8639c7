package dev.lanner.cli;

import picocli.CommandLine.IVersionProvider;

/** The version that the jar's manifest names; {@code development} when run from classes. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {"lanner " + number()};
  }

  /** The version alone. */
  static String number() {
    String version = Version.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }
}
