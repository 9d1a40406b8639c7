package dev.lanner.generate;

/** Registry values and loaded modules (Windows only). */
final class ConfigurationEvents {

  private static final String[] RUN_KEYS = {
    "\\REGISTRY\\MACHINE\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Run",
    "\\REGISTRY\\MACHINE\\SYSTEM\\ControlSet001\\Services\\CorpAgent",
    "\\REGISTRY\\MACHINE\\SYSTEM\\ControlSet001\\Services\\edgeupdate",
    "\\REGISTRY\\MACHINE\\SOFTWARE\\Microsoft\\Windows"
        + " NT\\CurrentVersion\\Schedule\\TaskCache\\Tree"
  };

  private static final Image[] MODULES = {
    Image.at(Cast.SYSTEM32 + "gdi32full.dll"),
    Image.at(Cast.SYSTEM32 + "msvcp_win.dll"),
    Image.at(Cast.SYSTEM32 + "winhttp.dll"),
    Image.at(Cast.SYSTEM32 + "cryptnet.dll"),
    Image.at(Cast.VOLUME + "Program Files\\Corp Management\\Agent\\AgentCore.dll"),
    Image.at(Cast.VOLUME + "Program Files\\Microsoft OneDrive\\FileSyncTelemetry.dll")
  };

  private ConfigurationEvents() {}

  /** One event about a registry value or a module. */
  static GeneratedEvent any(Fields fields, Stamp stamp, Draws draws, ProcessFacts process) {
    return switch (draws.below(4)) {
      case 0 -> autostart(fields, stamp, draws, process);
      case 1 -> systemValue(fields, stamp, draws, process);
      case 2 -> moduleLoad(fields, stamp, draws, process);
      default -> imageHash(fields, stamp, draws, process);
    };
  }

  private static GeneratedEvent autostart(
      Fields fields, Stamp stamp, Draws draws, ProcessFacts process) {
    String type = "AsepValueUpdate";
    Image target = draws.oneOf(MODULES);
    fields
        .put("AsepFlags", "0")
        .put("ContextThreadId", ProcessEvents.threadId(draws))
        .put("RegObjectName", draws.oneOf(RUN_KEYS))
        .put("Data1", "00")
        .put("RegOperationType", "1")
        .put("TokenType", "1")
        .put("TargetCommandLineParameters", "/task " + draws.uuid())
        .put("RegStringValue", "\"" + target.path() + "\" /task " + draws.uuid());
    stamp
        .open(fields, type)
        .put("RegType", "1")
        .put("ContextProcessId", process.id())
        .put("AsepClass", "4")
        .put("AsepIndex", draws.between(1, 90))
        .put("AuthenticationId", process.account().authenticationId());
    stamp
        .middle(fields)
        .put("RegValueName", "Run" + draws.below(100))
        .put("AsepValueType", "0")
        .put("TargetSHA256HashData", target.sha256())
        .put("TargetFileName", target.path());
    return stamp.close(fields, type, 7);
  }

  private static GeneratedEvent systemValue(
      Fields fields, Stamp stamp, Draws draws, ProcessFacts process) {
    String type = "RegSystemConfigValueUpdate";
    String rule = draws.uuid();
    fields
        .put(
            "RegObjectName",
            "\\REGISTRY\\MACHINE\\SYSTEM\\ControlSet001\\Services\\SharedAccess\\Parameters"
                + "\\FirewallPolicy\\FirewallRules")
        .put("ContextThreadId", ProcessEvents.threadId(draws))
        .put("RegClassificationFlags", "1")
        .put("RegOperationType", "1")
        .put("TokenType", "1")
        .put(
            "RegStringValue",
            "v2.31|Action=Allow|Active=TRUE|Dir=In|Protocol=6|App=C:\\Program Files\\WindowsApps"
                + "\\MSTeams_26260.1903\\ms-teams.exe|Name=ms-teams.exe|Desc=ms-teams.exe|Defer=User|");
    stamp
        .open(fields, type)
        .put("ContextProcessId", process.id())
        .put("RegType", "1")
        .put("RegClassificationIndex", "718")
        .put("AuthenticationId", process.account().authenticationId());
    stamp.middle(fields).put("RegValueName", "{" + rule + "}").put("RegClassification", "4");
    return stamp.close(fields, type, 3);
  }

  private static GeneratedEvent moduleLoad(
      Fields fields, Stamp stamp, Draws draws, ProcessFacts process) {
    String type = "ClassifiedModuleLoad";
    Image module = draws.oneOf(MODULES);
    fields
        .put("ImageSignatureType", "1")
        .put("ModuleCharacteristics", "8450")
        .put("ContextThreadId", ProcessEvents.threadId(draws))
        .put("ModuleLoadTelemetryClassification", "256")
        .put("MappedFromUserMode", "1")
        .put("AuthenticodeHashData", module.authenticodeHash())
        .put("OriginalFilename", module.baseName())
        .put("ModuleSize", 4096L * draws.between(10, 900));
    stamp
        .open(fields, type)
        .put("ContextProcessId", process.id())
        .put("IsProcessInitializing", "0")
        .put("MD5HashData", module.md5())
        .put("SHA256HashData", module.sha256());
    stamp
        .middle(fields)
        .put("ImageSignatureLevel", "12")
        .put("TargetProcessId", process.id())
        .put("ImageFileName", module.path())
        .put("PrimaryModule", "0")
        .put("TargetImageFileName", process.image().path())
        .put("SignInfoFlags", "9175042");
    return stamp.close(fields, type, 5);
  }

  private static GeneratedEvent imageHash(
      Fields fields, Stamp stamp, Draws draws, ProcessFacts process) {
    String type = "ImageHash";
    Image module = draws.oneOf(MODULES);
    fields
        .put("ModuleCharacteristics", "8450")
        .put("ContextThreadId", ProcessEvents.threadId(draws))
        .putSeconds("OriginalEventTimeStamp", stamp.sensorMillis())
        .put("SHA1HashData", "0000000000000000000000000000000000000000")
        .put("MappedFromUserMode", "1")
        .put("AuthenticodeHashData", module.authenticodeHash());
    stamp
        .open(fields, type)
        .put("ContextProcessId", process.id())
        .put("MD5HashData", module.md5())
        .put("SHA256HashData", module.sha256());
    stamp
        .middle(fields)
        .put("TargetProcessId", process.id())
        .put("TreeId", process.parentId())
        .put("ImageFileName", module.path())
        .put("PrimaryModule", "0")
        .put("SignInfoFlags", "9175042");
    return stamp.close(fields, type, 4);
  }
}
