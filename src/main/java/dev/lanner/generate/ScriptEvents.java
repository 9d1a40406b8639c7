package dev.lanner.generate;

import java.util.List;

/** What was typed or run inside an interpreter (Windows only). */
final class ScriptEvents {

  /** Commands of a console are joined with this, the pilcrow sign. */
  private static final String COMMAND_SEPARATOR = "\u00b6";

  /**
   * PowerShell, in the vendor's numbering; judged from the order of a public list, no raw line was
   * found.
   */
  private static final String POWERSHELL_LANGUAGE = "1";

  private ScriptEvents() {}

  /** ScriptControlScanTelemetry: PowerShell was about to run this text. */
  static GeneratedEvent powershellScanned(
      Fields fields, Stamp stamp, Draws draws, ProcessFacts process, String script) {
    String type = "ScriptControlScanTelemetry";
    fields
        .put("ScriptContent", script)
        .put("OriginalContentLength", script.length())
        .put("ContextThreadId", ProcessEvents.threadId(draws))
        .put("ScriptingLanguageId", POWERSHELL_LANGUAGE)
        .put("ParentImageFileName", windowsProgram(process.parentBaseName()))
        .put("ScriptContentName", "")
        .put("HostProcessType", "1");
    stamp
        .open(fields, type)
        .put("ContextProcessId", process.id())
        .put("ContentSHA256HashData", Image.at(script).sha256());
    stamp
        .middle(fields)
        .put("CommandLine", process.commandLine())
        .put("ImageFileName", process.image().path());
    return stamp.close(fields, type, 5);
  }

  /** CommandHistory: what a console remembers when it ends. It carries no sensor time. */
  static GeneratedEvent consoleEnded(
      Fields fields, Stamp stamp, String processId, String application, List<String> commands) {
    String type = "CommandHistory";
    stamp
        .openUntimed(fields, type)
        .put("CommandHistory", String.join(COMMAND_SEPARATOR, commands))
        .put("FirstCommand", "0")
        .put("CommandCountMax", "50")
        .put("ApplicationName", application)
        .put("LastDisplayed", commands.size() - 1)
        .put("LastAdded", commands.size() - 1);
    stamp.middle(fields).put("TargetProcessId", processId).put("CommandCount", commands.size());
    return stamp.close(fields, type, 2);
  }

  private static String windowsProgram(String baseName) {
    return baseName.equals("explorer.exe")
        ? Cast.VOLUME + "Windows\\explorer.exe"
        : Cast.SYSTEM32 + baseName;
  }
}
