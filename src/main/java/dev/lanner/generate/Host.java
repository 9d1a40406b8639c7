package dev.lanner.generate;

import java.util.Objects;

/**
 * One sensor installation: what its events carry, and what the aidmaster lookup says of it.
 *
 * @param cid customer id, 32 hexadecimal digits
 * @param aid agent id, 32 hexadecimal digits; a re-installed sensor is another {@code Host} of the
 *     same name
 * @param computerName host name; on raw events it is absent, the lookup carries it
 * @param platform operating system
 * @param aip public address as the cloud sees it
 * @param localAddress address on its own network
 * @param role what the machine is for
 * @param sensor age of the sensor build
 * @param configStateHash policy state, constant for a host
 */
public record Host(
    String cid,
    String aid,
    String computerName,
    Platform platform,
    String aip,
    String localAddress,
    Role role,
    Sensor sensor,
    String configStateHash) {

  /** What a machine is for. Decides the event rate and the product type. */
  public enum Role {
    WORKSTATION("1"),
    SERVER("3");

    private final String productType;

    Role(String productType) {
      this.productType = productType;
    }

    String productType() {
      return productType;
    }
  }

  public Host {
    Objects.requireNonNull(cid, "cid");
    Objects.requireNonNull(aid, "aid");
    Objects.requireNonNull(computerName, "computerName");
    Objects.requireNonNull(platform, "platform");
    Objects.requireNonNull(aip, "aip");
    Objects.requireNonNull(localAddress, "localAddress");
    Objects.requireNonNull(role, "role");
    Objects.requireNonNull(sensor, "sensor");
    Objects.requireNonNull(configStateHash, "configStateHash");
  }

  boolean isWindows() {
    return platform == Platform.WINDOWS;
  }
}
