package dev.lanner.generate;

import java.util.Objects;

/**
 * A machine of the made-up company in which the scenarios play. Several scenarios may play on one
 * machine; each of them gets a sensor installation ({@link Host}) of its own.
 */
record Place(String computerName, Platform platform, String localAddress, Host.Role role) {

  Place {
    Objects.requireNonNull(computerName, "computerName");
    Objects.requireNonNull(platform, "platform");
    Objects.requireNonNull(localAddress, "localAddress");
    Objects.requireNonNull(role, "role");
  }

  static Place workstation(String computerName, Platform platform, String localAddress) {
    return new Place(computerName, platform, localAddress, Host.Role.WORKSTATION);
  }

  static Place server(String computerName, Platform platform, String localAddress) {
    return new Place(computerName, platform, localAddress, Host.Role.SERVER);
  }
}
