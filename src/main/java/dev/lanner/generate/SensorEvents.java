package dev.lanner.generate;

/** What the sensor says of itself and of its host. */
final class SensorEvents {

  private SensorEvents() {}

  /** SensorHeartbeat. It carries no sensor time. */
  static GeneratedEvent heartbeat(Fields fields, Stamp stamp) {
    String type = "SensorHeartbeat";
    stamp
        .openUntimed(fields, type)
        .put("NetworkContainmentState", "0")
        .put("ConfigIDBase", "65994753")
        .put("SensorStateBitMap", "0");
    stamp
        .middle(fields)
        .put("ConfigurationVersion", "10")
        .put("ConfigIDPlatform", platformNumber(stamp.host()))
        .put("ConfigIDBuild", buildNumber(stamp.host()))
        .put("ProvisionState", "1");
    return stamp.close(fields, type, 4);
  }

  /**
   * AgentOnline: the sensor came up; one of the few types that name the host. It carries no sensor
   * time.
   */
  static GeneratedEvent online(Fields fields, Stamp stamp) {
    String type = "AgentOnline";
    Host host = stamp.host();
    fields
        .put("AgentLoadFlags", "0")
        .putSeconds("AgentLocalTime", stamp.sensorMillis())
        .put("AgentTimeOffset", "0.000")
        .put("AgentVersion", AidMaster.agentVersion(host))
        .put("ComputerName", host.computerName())
        .put("ProductType", host.role().productType());
    stamp.openUntimed(fields, type);
    stamp
        .middle(fields)
        .put("ConfigIDBuild", buildNumber(host))
        .put("Timezone", "UTC")
        .put("LocalAddressIP4", host.localAddress());
    return stamp.close(fields, type, 14);
  }

  /** ChannelVersionRequired: which content the sensor shall have. It carries no sensor time. */
  static GeneratedEvent channelVersion(Fields fields, Stamp stamp, Draws draws) {
    String type = "ChannelVersionRequired";
    fields
        .put("ChannelVersion", draws.between(1, 400))
        .put("ChannelDiffStatus", "0")
        .put("ChannelVersionRequired", draws.between(1, 400))
        .put("ChannelId", draws.between(1, 500));
    stamp.openUntimed(fields, type);
    stamp.middle(fields).put("ErrorCode", "0");
    return stamp.close(fields, type, 2);
  }

  /** ConfigStateUpdate: the policy in force, as one long text. It carries no sensor time. */
  static GeneratedEvent configState(Fields fields, Stamp stamp) {
    String type = "ConfigStateUpdate";
    Host host = stamp.host();
    StringBuilder state =
        new StringBuilder("0,0,").append(host.sensor().configBuild(host.platform()));
    for (int i = 1; i <= 40; i++) {
      state.append("|1,").append(Integer.toHexString(i * 7)).append(",1800000").append(1000 + i);
    }
    stamp.middle(fields);
    stamp.openUntimed(fields, type).put("ConfigStateData", state.toString());
    return stamp.close(fields, type, 2);
  }

  /** NeighborListIP4: the hosts in the same network. It carries no sensor time. */
  static GeneratedEvent neighbors(Fields fields, Stamp stamp, Draws draws) {
    String type = "NeighborListIP4";
    String address = stamp.host().localAddress();
    String network = address.substring(0, address.lastIndexOf('.') + 1);
    StringBuilder list = new StringBuilder();
    for (int i = draws.between(4, 12); i > 0; i--) {
      list.append("40-C7-29-").append(draws.between(10, 99)).append("-1A-");
      list.append(draws.between(10, 99)).append('|').append(network);
      list.append(draws.between(2, 254)).append("|0|");
    }
    stamp.openUntimed(fields, type).put("NeighborList", list.toString());
    stamp.middle(fields).put("InterfaceIndex", "6");
    return stamp.close(fields, type, 1);
  }

  /** ServiceStarted (Windows). */
  static GeneratedEvent serviceStarted(Fields fields, Stamp stamp, ProcessFacts process) {
    String type = "ServiceStarted";
    fields
        .put("AuthenticationId", process.account().authenticationId())
        .put("CommandLine", process.commandLine())
        .put("ImageFileName", process.image().path())
        .put("InterfaceGuid", "367ABB81-9844-35F1-AD32-98F038001003")
        .put("InterfaceVersion", "131072")
        .put("RpcClientProcessId", process.parentId())
        .put("RpcNestingLevel", "0")
        .put("RpcOpNum", "19")
        .put("ServiceDisplayName", "Corp Management Agent")
        .put("TargetProcessId", process.id())
        .put("TokenType", "1")
        .put("UserName", process.account().name());
    stamp.open(fields, type);
    stamp.middle(fields);
    return stamp.close(fields, type, 2);
  }

  /**
   * ProcessRollup2Stats (macOS and Linux): how often identical processes ran that have no start
   * event of their own. It carries no sensor time.
   */
  static GeneratedEvent repeatedProcess(
      Fields fields, Stamp stamp, Draws draws, ProcessFacts process) {
    String type = "ProcessRollup2Stats";
    stamp
        .openUntimed(fields, type)
        .put("Timeout", "600")
        .put("ParentProcessId", process.parentId())
        .put("SuppressType", "2")
        .put("SHA256HashData", process.image().sha256())
        .put("ProcessCount", draws.between(2, 60));
    stamp
        .middle(fields)
        .put("UID", process.account().uid())
        .put("CommandLine", process.commandLine());
    return stamp.close(fields, type, 3);
  }

  private static String platformNumber(Host host) {
    return switch (host.platform()) {
      case WINDOWS -> "3";
      case MAC -> "4";
      case LINUX -> "8";
    };
  }

  private static String buildNumber(Host host) {
    String build = host.sensor().configBuild(host.platform());
    int from = build.indexOf('.', build.indexOf('.') + 1) + 3;
    return build.substring(from, build.lastIndexOf('.'));
  }
}
