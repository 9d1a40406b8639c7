package dev.lanner.generate;

/** Files and directories that a process wrote or removed. */
final class FileEvents {

  private static final String[] WINDOWS_WRITTEN = {
    "GenericFileWritten", "OoxmlFileWritten", "PdfFileWritten", "ZipFileWritten", "PeFileWritten"
  };

  private static final String[] WINDOWS_CREATED = {
    "DirectoryCreate", "NewExecutableWritten", "NewScriptWritten"
  };

  private static final String[] UNIX_WRITTEN = {
    "GzipFileWritten", "NewScriptWritten", "OoxmlFileWritten", "PdfFileWritten", "ZipFileWritten"
  };

  private FileEvents() {}

  /** One event about a file, of a type that the platform has. */
  static GeneratedEvent any(
      Fields fields, Stamp stamp, Draws draws, ProcessFacts process, String path) {
    if (!stamp.host().isWindows()) {
      return draws.below(5) == 0
          ? info(fields, stamp, draws, process, path)
          : writtenOnUnix(fields, stamp, draws, process, draws.oneOf(UNIX_WRITTEN), path);
    }
    return switch (draws.below(5)) {
      case 0 -> info(fields, stamp, draws, process, path);
      case 1, 2 -> created(fields, stamp, draws, process, draws.oneOf(WINDOWS_CREATED), path);
      default -> written(fields, stamp, draws, process, draws.oneOf(WINDOWS_WRITTEN), path);
    };
  }

  private static GeneratedEvent written(
      Fields fields, Stamp stamp, Draws draws, ProcessFacts process, String type, String path) {
    fields
        .put("AuthenticationId", process.account().authenticationId())
        .put(
            "DiskParentDeviceInstanceId",
            "PCI\\VEN_144D&DEV_A80A&SUBSYS_A801144D&REV_00\\4&1F16FEF7")
        .put("FileEcpBitmask", "0")
        .put("FileIdentifier", draws.hex(32) + "0000000000001100")
        .put("FileObject", "18446" + (100_000_000_000_000L + (draws.next() >>> 20)))
        .put("IrpFlags", "1028")
        .put("IsOnNetwork", "0")
        .put("IsOnRemovableDisk", "0")
        .put("IsTransactedFile", "0")
        .put("MajorFunction", "18")
        .put("MinorFunction", "0")
        .put("OperationFlags", "0")
        .put("Size", draws.below(4_000_000))
        .put("TokenType", "1");
    putWriter(fields, stamp, draws, process);
    stamp.open(fields, type);
    stamp.middle(fields).put("TargetFileName", path);
    return stamp.close(fields, type, 14);
  }

  private static GeneratedEvent created(
      Fields fields, Stamp stamp, Draws draws, ProcessFacts process, String type, String path) {
    fields
        .put("DesiredAccess", "1180054")
        .put("FileAttributes", "128")
        .put("FileIdentifier", draws.hex(32) + "0000000000001100")
        .put("FileObject", "18446" + (100_000_000_000_000L + (draws.next() >>> 20)))
        .put("Information", "2")
        .put("IrpFlags", "2180")
        .put("MajorFunction", "0")
        .put("MinorFunction", "0")
        .put("OperationFlags", "0")
        .put("Options", "83886176")
        .put("ShareAccess", "3")
        .put("Status", "0")
        .put("TargetFileName", path);
    putWriter(fields, stamp, draws, process);
    stamp.open(fields, type);
    stamp.middle(fields);
    return stamp.close(fields, type, 1);
  }

  private static GeneratedEvent info(
      Fields fields, Stamp stamp, Draws draws, ProcessFacts process, String path) {
    String type = "FileDeleteInfo";
    stamp.open(fields, type).put("ContextProcessId", process.id());
    fields.put("ContextThreadId", stamp.host().isWindows() ? ProcessEvents.threadId(draws) : "0");
    stamp.middle(fields).put("TreeId", process.parentId()).put("TargetFileName", path);
    return stamp.close(fields, type, 2);
  }

  private static GeneratedEvent writtenOnUnix(
      Fields fields, Stamp stamp, Draws draws, ProcessFacts process, String type, String path) {
    stamp
        .open(fields, type)
        .put("ContextProcessId", process.id())
        .put("Size", draws.below(4_000_000))
        .put("ContextThreadId", "0")
        .put("SHA256HashData", draws.hex(64))
        .put("FileIdentifier", "0500000100000000000000000000000000" + draws.hex(6) + "0000000000");
    stamp
        .middle(fields)
        .put("IsOnRemovableDisk", "0")
        .put("UnixMode", "420")
        .put("UID", process.account().uid())
        .put("TargetFileName", path);
    return stamp.close(fields, type, 3);
  }

  private static void putWriter(Fields fields, Stamp stamp, Draws draws, ProcessFacts process) {
    fields
        .put("ContextProcessId", process.id())
        .put("ContextThreadId", ProcessEvents.threadId(draws));
    if (stamp.host().sensor().atLeast(Sensor.CURRENT)) {
      fields
          .put("ContextBaseFileName", process.image().baseName())
          .put("FileOperatorSid", process.account().sid());
    }
    if (stamp.host().sensor().atLeast(Sensor.NEW)) {
      fields.put("UserName", process.account().name());
    }
  }
}
