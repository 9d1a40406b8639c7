package dev.lanner.generate;

/** The lookup that names the host behind an {@code aid}: one line for each sensor installation. */
final class AidMaster {

  private AidMaster() {}

  /** The line of a host; it has no {@code event_simpleName}. */
  static GeneratedEvent line(Fields fields, Host host, long seenMillis) {
    return fields
        .put("AgentLoadFlags", "0")
        .putSeconds("AgentLocalTime", seenMillis)
        .put("AgentTimeOffset", "0.000")
        .put("AgentVersion", agentVersion(host))
        .put("BiosManufacturer", host.platform() == Platform.MAC ? "Apple Inc." : "Example Systems")
        .put("BiosVersion", "1.14.2")
        .put("ChassisType", host.role() == Host.Role.SERVER ? "Rack Mount Chassis" : "Laptop")
        .put("City", "Brno")
        .put("ComputerName", host.computerName())
        .put("ConfigBuild", host.sensor().configBuild(host.platform()))
        .put("ConfigIDBuild", "18207")
        .put("Continent", "Europe")
        .put("Country", "Czechia")
        .put("FalconGroupingTags", "none")
        .putSeconds("FirstSeen", seenMillis - 86_400_000L * 30)
        .put("HostHiddenStatus", "Visible")
        .put("MachineDomain", host.isWindows() ? "corp.example" : "none")
        .put("OU", host.isWindows() ? "Machines" : "none")
        .put("PointerSize", "8")
        .put("ProductType", host.role().productType())
        .put("SensorGroupingTags", "none")
        .put("ServicePackMajor", "none")
        .put("SiteName", host.isWindows() ? "Brno" : "none")
        .put(
            "SystemManufacturer",
            host.platform() == Platform.MAC ? "Apple Inc." : "Example Systems")
        .put("SystemProductName", host.platform() == Platform.MAC ? "MacBookPro18,3" : "EX 5450")
        .putSeconds("Time", seenMillis)
        .put("Timezone", "Europe/Prague")
        .put("Version", version(host))
        .put("aid", host.aid())
        .put("aip", host.aip())
        .put("cid", host.cid())
        .put("event_platform", host.platform().code())
        .build(seenMillis);
  }

  static String agentVersion(Host host) {
    return switch (host.sensor()) {
      case OLD -> "6.19.12806.0";
      case CURRENT -> "7.14.18207.0";
      case NEW -> "7.28.19907.0";
    };
  }

  private static String version(Host host) {
    boolean server = host.role() == Host.Role.SERVER;
    return switch (host.platform()) {
      case WINDOWS -> server ? "Windows Server 2022" : "Windows 11";
      case MAC -> "Sequoia (15.0)";
      case LINUX -> "Debian GNU 12";
    };
  }
}
