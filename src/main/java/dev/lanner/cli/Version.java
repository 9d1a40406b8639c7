package dev.lanner.cli;

import picocli.CommandLine.IVersionProvider;

/** The version that the jar's manifest names; {@code development} when run from classes. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    String version = Version.class.getPackage().getImplementationVersion();
    return new String[] {"lanner " + (version == null ? "development" : version)};
  }
}
