package dev.lanner.generate;

/**
 * Start and end of processes.
 *
 * <p>Raw FDR gives a process start neither {@code FileName} nor a host or user name nor {@code
 * ContextTimeStamp}; its sensor time is {@code ProcessStartTime}. Source: 63 public ProcessRollup2
 * lines.
 */
final class ProcessEvents {

  private static final String START = "ProcessRollup2";
  private static final String NO_SHA1 = "0000000000000000000000000000000000000000";

  /**
   * Activity counters of EndOfProcess on old Windows sensors, in line order; nearly all are 0 on
   * real lines.
   */
  private static final String[] COUNTERS = {
    "AllocateVirtualMemoryCount",
    "ArchiveFileWrittenCount",
    "AsepWrittenCount",
    "BinaryExecutableWrittenCount",
    "CLICreationCount",
    "CreateProcessCount",
    "DirectoryCreatedCount",
    "DirectoryEnumeratedCount",
    "DnsRequestCount",
    "DocumentFileWrittenCount",
    "ExeAndServiceCount",
    "ExecutableDeletedCount",
    "FileDeletedCount",
    "GenericFileWrittenCount",
    "InjectedDllCount",
    "InjectedThreadCount",
    "ModuleLoadCount",
    "NetworkBindCount",
    "NetworkCapableAsepWriteCount",
    "NetworkCloseCount",
    "NetworkConnectCount",
    "NetworkConnectCountUdp",
    "NetworkListenCount",
    "NetworkModuleLoadCount",
    "NetworkRecvAcceptCount",
    "NewExecutableWrittenCount",
    "PrivilegedProcessHandleCount",
    "ProtectVirtualMemoryCount",
    "QueueApcCount",
    "RegKeySecurityDecreasedCount",
    "RemovableDiskFileWrittenCount",
    "RunDllInvocationCount",
    "ScreenshotsTakenCount",
    "ScriptEngineInvocationCount",
    "ServiceEventCount",
    "SetThreadContextCount",
    "SnapshotFileOpenCount",
    "SuspectStackCount",
    "SuspiciousCredentialModuleLoadCount",
    "SuspiciousDnsRequestCount",
    "SuspiciousFontLoadCount",
    "SuspiciousRawDiskReadCount",
    "UnsignedModuleLoadCount",
    "UserMemoryAllocateExecutableCount",
    "UserMemoryProtectExecutableCount"
  };

  private static final String[] UNIX_COUNTERS = {
    "AsepWrittenCount",
    "DirectoryCreatedCount",
    "DnsRequestCount",
    "ExecutableDeletedCount",
    "FileDeletedCount",
    "NetworkBindCount",
    "NetworkCapableAsepWriteCount",
    "NetworkCloseCount",
    "NetworkConnectCount",
    "NetworkListenCount",
    "NetworkRecvAcceptCount",
    "NewExecutableWrittenCount",
    "SuspectStackCount",
    "SuspiciousDnsRequestCount"
  };

  private ProcessEvents() {}

  /** ProcessRollup2: a process started. */
  static GeneratedEvent start(Fields fields, Stamp stamp, Draws draws, ProcessFacts process) {
    return switch (stamp.host().platform()) {
      case WINDOWS -> startOnWindows(fields, stamp, draws, process);
      case MAC -> startOnMac(fields, stamp, process);
      case LINUX -> startOnLinux(fields, stamp, process);
    };
  }

  /** EndOfProcess on Windows and macOS, TerminateProcess on Linux. */
  static GeneratedEvent end(Fields fields, Stamp stamp, Draws draws, ProcessFacts process) {
    return switch (stamp.host().platform()) {
      case WINDOWS -> endOnWindows(fields, stamp, draws, process);
      case MAC -> endOnMac(fields, stamp, process);
      case LINUX -> endOnLinux(fields, stamp, process);
    };
  }

  /** SyntheticProcessRollup2: a process that was running before the sensor could see it start. */
  static GeneratedEvent alreadyRunning(Fields fields, Stamp stamp, ProcessFacts process) {
    String type = "SyntheticProcessRollup2";
    fields
        .put("SyntheticPR2Flags", "4")
        .put("ParentProcessId", process.parentId())
        .put("SourceProcessId", process.parentId())
        .put("aip", stamp.host().aip())
        .put("event_platform", stamp.host().platform().code())
        .put("ProcessEndTime", "")
        .putSeconds("ContextTimeStamp", stamp.sensorMillis());
    if (process.account().isWindows()) {
      fields
          .put("UserSid", process.account().sid())
          .put("AuthenticationId", process.account().authenticationId())
          .put("IntegrityLevel", process.account().privilege().integrityLevel());
    } else {
      fields.put("UID", process.account().uid()).put("GID", process.account().uid());
    }
    fields
        .put("event_simpleName", type)
        .put("RawProcessId", process.rawId())
        .put("ConfigStateHash", stamp.host().configStateHash())
        .put("SHA256HashData", process.image().sha256())
        .put("ConfigBuild", stamp.host().sensor().configBuild(stamp.host().platform()))
        .put("CommandLine", process.commandLine())
        .put("TargetProcessId", process.id())
        .put("ImageFileName", process.image().path())
        .put("SourceThreadId", "0")
        .putSeconds("ProcessStartTime", process.startMillis());
    return stamp.close(fields, type, 7);
  }

  private static GeneratedEvent startOnWindows(
      Fields fields, Stamp stamp, Draws draws, ProcessFacts process) {
    Host host = stamp.host();
    Image image = process.image();
    boolean elevated = process.account().privilege() != Account.Privilege.USER;
    fields
        .put("ProcessCreateFlags", "67634196")
        .put("IntegrityLevel", process.account().privilege().integrityLevel())
        .put("ParentProcessId", process.parentId())
        .put("SourceProcessId", process.parentId())
        .put("aip", host.aip())
        .put("SHA1HashData", NO_SHA1)
        .put("UserSid", process.account().sid())
        .put("event_platform", host.platform().code())
        .put("TokenType", elevated ? "1" : "2")
        .put("ProcessEndTime", "")
        .put("AuthenticodeHashData", image.authenticodeHash())
        .put("ParentBaseFileName", process.parentBaseName());
    if (host.sensor().atLeast(Sensor.CURRENT)) {
      fields.put("EventOrigin", "1");
    }
    fields
        .put("ImageSubsystem", "3")
        .put("id", stamp.id())
        .put("EffectiveTransmissionClass", "3")
        .put("SessionId", process.account().privilege() == Account.Privilege.SYSTEM ? "0" : "1")
        .put("Tags", "27, 40, 151, 874, 924, 12094627905582, 12094627906234, 211106232533012")
        .put("timestamp", stamp.timestamp())
        .put("event_simpleName", START)
        .put("RawProcessId", process.rawId())
        .put("ConfigStateHash", host.configStateHash())
        .put("MD5HashData", image.md5())
        .put("SHA256HashData", image.sha256())
        .put("ProcessSxsFlags", "64")
        .put("AuthenticationId", process.account().authenticationId())
        .put("ConfigBuild", host.sensor().configBuild(host.platform()))
        .put("WindowFlags", "128")
        .put("CommandLine", process.commandLine())
        .put("ParentAuthenticationId", process.account().authenticationId())
        .put("TargetProcessId", process.id())
        .put("ImageFileName", image.path())
        .put("SourceThreadId", threadId(draws))
        .put("Entitlements", "15")
        .put("name", host.platform().schemaName(START, 19))
        .putSeconds("ProcessStartTime", stamp.sensorMillis())
        .put("ProcessParameterFlags", "24577")
        .put("aid", host.aid())
        .put("SignInfoFlags", "8683538")
        .put("cid", host.cid());
    if (host.sensor().atLeast(Sensor.CURRENT)) {
      fields.put("TreeId", process.parentId());
    }
    return fields.build(stamp.timestamp());
  }

  private static GeneratedEvent startOnMac(Fields fields, Stamp stamp, ProcessFacts process) {
    fields.put("MachOSubType", "1");
    putUnixStart(fields, stamp, process);
    return fields
        .put("CodeSigningFlags", "570503953")
        .put("SigningId", process.image().baseName())
        .put("Entitlements", "15")
        .put("name", stamp.host().platform().schemaName(START, 7))
        .putSeconds("ProcessStartTime", stamp.sensorMillis())
        .put("RUID", process.account().uid())
        .put("aid", stamp.host().aid())
        .put("cid", stamp.host().cid())
        .build(stamp.timestamp());
  }

  private static GeneratedEvent startOnLinux(Fields fields, Stamp stamp, ProcessFacts process) {
    fields.put("CapPrm", process.account().uid().equals("0") ? "2199023255551" : "0");
    putUnixStart(fields, stamp, process);
    return fields
        .put("Entitlements", "15")
        .put("name", stamp.host().platform().schemaName(START, 12))
        .put("RUID", process.account().uid())
        .putSeconds("ProcessStartTime", stamp.sensorMillis())
        .put("aid", stamp.host().aid())
        .put("cid", stamp.host().cid())
        .build(stamp.timestamp());
  }

  private static void putUnixStart(Fields fields, Stamp stamp, ProcessFacts process) {
    Host host = stamp.host();
    String uid = process.account().uid();
    fields
        .put("ParentProcessId", process.parentId())
        .put("SourceProcessId", process.parentId())
        .put("aip", host.aip())
        .put("SessionProcessId", process.parentId())
        .put("SHA1HashData", NO_SHA1)
        .put("event_platform", host.platform().code())
        .put("ProcessEndTime", "")
        .put("SVUID", uid)
        .put("ParentBaseFileName", process.parentBaseName());
    if (host.sensor().atLeast(Sensor.CURRENT)) {
      fields.put("EventOrigin", "1");
    }
    fields
        .put("id", stamp.id())
        .put("EffectiveTransmissionClass", "2")
        .put("Tags", "27, 874, 12094627905582, 12094627906234")
        .put("timestamp", stamp.timestamp())
        .put("ProcessGroupId", process.id())
        .put("event_simpleName", START)
        .put("RawProcessId", process.rawId())
        .put("GID", uid)
        .put("ConfigStateHash", host.configStateHash())
        .put("SVGID", uid)
        .put("MD5HashData", process.image().md5())
        .put("SHA256HashData", process.image().sha256())
        .put("ConfigBuild", host.sensor().configBuild(host.platform()))
        .put("UID", uid)
        .put("CommandLine", process.commandLine())
        .put("TargetProcessId", process.id())
        .put("ImageFileName", process.image().path())
        .put("RGID", uid)
        .put("SourceThreadId", "0");
  }

  private static GeneratedEvent endOnWindows(
      Fields fields, Stamp stamp, Draws draws, ProcessFacts process) {
    String type = "EndOfProcess";
    Host host = stamp.host();
    fields
        .put("ExitCode", "0")
        .put("ParentProcessId", process.parentId())
        .put("ContextThreadId", threadId(draws))
        .put("aip", host.aip())
        .put("ConHostId", "0")
        .put("UserSid", process.account().sid())
        .put("CycleTime", 1_000_000L + draws.below(2_000_000_000))
        .put("event_platform", host.platform().code())
        .put("ConHostProcessId", "0")
        .put("MaxThreadCount", draws.between(1, 24))
        .put("ImageSubsystem", "3")
        .put("KernelTime", 15_625L * draws.below(4_000))
        .put("UserTime", 15_625L * draws.below(4_000))
        .put("event_simpleName", type)
        .put("RawProcessId", process.rawId())
        .putSeconds("ContextTimeStamp", stamp.sensorMillis())
        .put("ConfigStateHash", host.configStateHash())
        .put("ContextProcessId", process.id())
        .put("SHA256HashData", process.image().sha256())
        .put("ConfigBuild", host.sensor().configBuild(host.platform()))
        .put("TargetProcessId", process.id())
        .putSeconds("ProcessStartTime", process.startMillis());
    if (!host.sensor().atLeast(Sensor.NEW)) {
      for (String counter : COUNTERS) {
        fields.put(counter, counter.equals("ModuleLoadCount") ? draws.between(5, 90) : 0);
      }
    }
    return stamp.close(fields, type, 15);
  }

  private static GeneratedEvent endOnMac(Fields fields, Stamp stamp, ProcessFacts process) {
    String type = "EndOfProcess";
    stamp.middle(fields);
    for (String counter : UNIX_COUNTERS) {
      fields.put(counter, "0");
    }
    stamp
        .open(fields, type)
        .put("ContextThreadId", "0")
        .put("RawProcessId", process.rawId())
        .put("ContextProcessId", process.id())
        .put("SHA256HashData", process.image().sha256())
        .put("TargetProcessId", process.id());
    return stamp.close(fields, type, 15);
  }

  private static GeneratedEvent endOnLinux(Fields fields, Stamp stamp, ProcessFacts process) {
    String type = "TerminateProcess";
    stamp
        .open(fields, type)
        .put("RawProcessId", process.rawId())
        .put("ContextProcessId", process.id())
        .put("ContextThreadId", "0");
    stamp.middle(fields).put("TargetProcessId", process.id());
    return stamp.close(fields, type, 2);
  }

  /** A thread id of a Windows sensor. */
  static String threadId(Draws draws) {
    return Long.toString(10_000_000_000_000L + (draws.next() >>> 20));
  }
}
