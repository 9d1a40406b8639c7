package dev.lanner.generate;

import static dev.lanner.generate.Cast.CHROME;
import static dev.lanner.generate.Cast.CMD;
import static dev.lanner.generate.Cast.EDGE;
import static dev.lanner.generate.Cast.POWERSHELL;
import static dev.lanner.generate.Cast.SYSTEM32;
import static dev.lanner.generate.Cast.VOLUME;
import static dev.lanner.generate.Program.system;
import static dev.lanner.generate.Program.user;

import java.util.ArrayList;
import java.util.List;

/** What runs on Windows hosts on an ordinary day. Nothing here looks like discovery or scanning. */
final class WindowsSoftware {

  private static final String SERVICES = SYSTEM32 + "services.exe";
  private static final String SVCHOST = SYSTEM32 + "svchost.exe";
  private static final String PROGRAMS = VOLUME + "Program Files\\";
  private static final String OFFICE = PROGRAMS + "Microsoft Office\\root\\Office16\\";

  private static final String BROWSER_CHILD =
      " --type=renderer --lang=en-GB --device-scale-factor=1.25 --num-raster-threads=4"
          + " --enable-main-frame-before-activation --renderer-client-id={number}"
          + " --time-ticks-at-unix-epoch=-17617{number}321 --launch-time-ticks=83{number}71"
          + " --mojo-platform-channel-handle={number} --metrics-shmem-handle={number},i,"
          + "{number}{number},{number}{number},2097152 --field-trial-handle={number},i,"
          + "{number}{number},{number}{number},262144"
          + " --variations-seed-version=20261028-{number} /prefetch:1";

  /** What the scheduled script looks like to the script scanner. */
  static final Template SCRIPT =
      Template.of(
          "param([guid]$RunId = '{guid}')\r\n"
              + "$ErrorActionPreference = 'Stop'\r\n"
              + "$volumes = Get-CimInstance -ClassName Win32_LogicalDisk -Filter 'DriveType=3'\r\n"
              + "$rows = foreach ($volume in $volumes) {\r\n"
              + "  [pscustomobject]@{ Run = $RunId; Drive = $volume.DeviceID;"
              + " FreeGb = [math]::Round($volume.FreeSpace / 1GB, 1) }\r\n}\r\n"
              + "$rows | Export-Csv -NoTypeInformation -Encoding utf8"
              + " -Path \"C:\\ProgramData\\CorpAgent\\disk-{number}.csv\"\r\n");

  private static final Template[] FILES =
      Template.all(
          VOLUME + "Users\\{user}\\AppData\\Local\\Temp\\{hex}.tmp",
          VOLUME + "Users\\{user}\\AppData\\Local\\Microsoft\\Windows\\INetCache\\IE\\{hex}.dat",
          VOLUME
              + "Users\\{user}\\AppData\\Roaming\\Microsoft\\Office\\Recent\\report-{number}.lnk",
          VOLUME + "Users\\{user}\\Documents\\report-{number}.docx",
          VOLUME + "Users\\{user}\\Downloads\\invoice-{number}.pdf",
          VOLUME + "ProgramData\\Microsoft\\Windows\\WER\\Temp\\WER{hex}.tmp.xml",
          VOLUME + "Windows\\SoftwareDistribution\\Download\\{guid}\\package.cab",
          VOLUME + "Windows\\Temp\\{guid}\\state-{number}.json");

  private static final List<Program> BASE =
      List.of(
          system(SERVICES, "wininit.exe", "C:\\Windows\\system32\\services.exe"),
          system(
                  SVCHOST,
                  "services.exe",
                  "C:\\Windows\\system32\\svchost.exe -k netsvcs -p -s Schedule")
              .inside(),
          system(SYSTEM32 + "lsass.exe", "wininit.exe", "C:\\Windows\\system32\\lsass.exe")
              .inside(),
          system(
                  VOLUME
                      + "ProgramData\\Microsoft\\Windows Defender\\Platform\\4.18.26090.9-0\\"
                      + "MsMpEng.exe",
                  "services.exe",
                  "\"C:\\ProgramData\\Microsoft\\Windows Defender\\Platform\\4.18.26090.9-0\\"
                      + "MsMpEng.exe\"")
              .web(),
          system(
              SYSTEM32 + "SearchIndexer.exe",
              "services.exe",
              "C:\\Windows\\system32\\SearchIndexer.exe /Embedding"));

  private static final List<Program> BASE_VISITORS =
      List.of(
          system(
              SVCHOST,
              "services.exe",
              "C:\\Windows\\system32\\svchost.exe -k netsvcs -p -s wlidsvc"),
          system(
              SVCHOST,
              "services.exe",
              "C:\\Windows\\System32\\svchost.exe -k LocalSystemNetworkRestricted -p -s"
                  + " WdiSystemHost"),
          system(
              SYSTEM32 + "taskhostw.exe",
              "svchost.exe",
              "taskhostw.exe -RegisterDevice -ProtectionStateChanged -FreeNetworkOnly"),
          system(
              SYSTEM32 + "dllhost.exe",
              "svchost.exe",
              "C:\\Windows\\system32\\DllHost.exe /Processid:{{guid}}"),
          system(
              SYSTEM32 + "wbem\\WmiPrvSE.exe",
              "svchost.exe",
              "C:\\Windows\\system32\\wbem\\wmiprvse.exe -secured -Embedding"),
          system(
              SYSTEM32 + "SearchProtocolHost.exe",
              "SearchIndexer.exe",
              "\"C:\\Windows\\system32\\SearchProtocolHost.exe\""
                  + " Global\\UsGthrFltPipeMssGthrPipe{number}_ Global\\UsGthrCtrlFltPipe{number}"
                  + " 1 -2147483646 \"Software\\Microsoft\\Windows Search\""
                  + " \"Mozilla/4.0 (compatible; MSIE 6.0; Windows NT; MS Search 4.0 Robot)\""
                  + " \"C:\\ProgramData\\Microsoft\\Search\\Data\\Temp\\usgthrsvc\""),
          system(
              SYSTEM32 + "SearchFilterHost.exe",
              "SearchIndexer.exe",
              "\"C:\\Windows\\system32\\SearchFilterHost.exe\" 0 {number} {number} {number} 8192"
                  + " {number} {number}"),
          system(
              PROGRAMS + "Corp Management\\Agent\\AgentTask.exe",
              "svchost.exe",
              "\"C:\\Program Files\\Corp Management\\Agent\\AgentTask.exe\" --task {guid}"
                  + " --policy C:\\ProgramData\\CorpAgent\\policy-{number}.json --quiet"),
          system(
              POWERSHELL,
              "svchost.exe",
              "powershell.exe -NoProfile -NonInteractive -ExecutionPolicy AllSigned -File"
                  + " \"C:\\Program Files\\Corp Management\\Scripts\\Write-DiskUsage.ps1\""
                  + " -RunId {guid}"),
          system(
              CMD,
              "svchost.exe",
              "C:\\Windows\\system32\\cmd.exe /c \"C:\\ProgramData\\CorpAgent\\rotate-logs.cmd\""
                  + " {number}"));

  static final Software WORKSTATION =
      new Software(
          join(
              BASE,
              user(VOLUME + "Windows\\explorer.exe", "userinit.exe", "C:\\Windows\\Explorer.EXE"),
              user(
                      CHROME,
                      "explorer.exe",
                      "\"C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe\" ")
                  .web(),
              user(
                      EDGE,
                      "explorer.exe",
                      "\"C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe\""
                          + " --no-startup-window --win-session-start")
                  .web(),
              user(
                      OFFICE + "OUTLOOK.EXE",
                      "explorer.exe",
                      "\"C:\\Program Files\\Microsoft Office\\root\\Office16\\OUTLOOK.EXE\" ")
                  .web(),
              user(
                      PROGRAMS + "WindowsApps\\MSTeams_26260.1903\\ms-teams.exe",
                      "explorer.exe",
                      "\"C:\\Program Files\\WindowsApps\\MSTeams_26260.1903\\ms-teams.exe\""
                          + " --system-initiated")
                  .web(),
              user(
                      PROGRAMS + "Microsoft OneDrive\\OneDrive.exe",
                      "explorer.exe",
                      "\"C:\\Program Files\\Microsoft OneDrive\\OneDrive.exe\" /background")
                  .web()),
          join(
              BASE_VISITORS,
              user(
                  CHROME,
                  "chrome.exe",
                  "\"C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe\"" + BROWSER_CHILD),
              user(
                  EDGE,
                  "msedge.exe",
                  "\"C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe\""
                      + BROWSER_CHILD),
              user(
                  SYSTEM32 + "backgroundTaskHost.exe",
                  "svchost.exe",
                  "\"C:\\WINDOWS\\system32\\backgroundTaskHost.exe\""
                      + " -ServerName:App.AppX{hex}{hex}{hex}.mca"),
              user(
                  SYSTEM32 + "RuntimeBroker.exe",
                  "svchost.exe",
                  "C:\\Windows\\System32\\RuntimeBroker.exe -Embedding"),
              user(
                  SYSTEM32 + "smartscreen.exe",
                  "svchost.exe",
                  "C:\\Windows\\System32\\smartscreen.exe -Embedding"),
              user(
                  PROGRAMS + "Microsoft OneDrive\\OneDriveStandaloneUpdater.exe",
                  "svchost.exe",
                  "\"C:\\Program Files\\Microsoft OneDrive\\OneDriveStandaloneUpdater.exe\""),
              user(
                  OFFICE + "WINWORD.EXE",
                  "explorer.exe",
                  "\"C:\\Program Files\\Microsoft Office\\root\\Office16\\WINWORD.EXE\" /n"
                      + " \"C:\\Users\\{user}\\Documents\\report-{number}.docx\" /o \"\""),
              user(
                  OFFICE + "EXCEL.EXE",
                  "OUTLOOK.EXE",
                  "\"C:\\Program Files\\Microsoft Office\\root\\Office16\\EXCEL.EXE\""
                      + " \"C:\\Users\\{user}\\AppData\\Local\\Microsoft\\Windows\\INetCache\\"
                      + "Content.Outlook\\{hex}\\plan-{number}.xlsx\""),
              user(
                  PROGRAMS + "Adobe\\Acrobat DC\\Acrobat\\Acrobat.exe",
                  "explorer.exe",
                  "\"C:\\Program Files\\Adobe\\Acrobat DC\\Acrobat\\Acrobat.exe\""
                      + " \"C:\\Users\\{user}\\Downloads\\invoice-{number}.pdf\""),
              user(
                  SYSTEM32 + "notepad.exe",
                  "explorer.exe",
                  "\"C:\\Windows\\system32\\NOTEPAD.EXE\" C:\\Users\\{user}\\notes-{number}.txt")),
          FILES);

  static final Software SERVER =
      new Software(
          join(
              BASE,
              system(
                      SYSTEM32 + "inetsrv\\w3wp.exe",
                      "svchost.exe",
                      "c:\\windows\\system32\\inetsrv\\w3wp.exe -ap \"CorpPortal\" -v \"v4.0\" -l"
                          + " \"webengine4.dll\" -a \\\\.\\pipe\\iisipm{guid} -h"
                          + " \"C:\\inetpub\\temp\\apppools\\CorpPortal\\CorpPortal.config\" -w"
                          + " \"\" -m 0")
                  .inside()
                  .serves(443),
              system(
                      PROGRAMS
                          + "Microsoft SQL Server\\MSSQL16.MSSQLSERVER\\MSSQL\\Binn\\"
                          + "sqlservr.exe",
                      "services.exe",
                      "\"C:\\Program Files\\Microsoft SQL Server\\MSSQL16.MSSQLSERVER\\MSSQL\\Binn"
                          + "\\sqlservr.exe\" -sMSSQLSERVER")
                  .serves(1433)),
          join(
              BASE_VISITORS,
              system(
                  VOLUME + "Windows\\Microsoft.NET\\Framework64\\v4.0.30319\\csc.exe",
                  "w3wp.exe",
                  "\"C:\\Windows\\Microsoft.NET\\Framework64\\v4.0.30319\\csc.exe\" /t:library"
                      + " /utf8output /nostdlib+ /R:\"C:\\Windows\\Microsoft.NET\\assembly\\"
                      + "GAC_MSIL\\System.Web\\v4.0_4.0.0.0\\System.Web.dll\""
                      + " /out:\"C:\\Windows\\Temp\\App_Web_{hex}.dll\" /optimize+ /win32res:"
                      + "\"C:\\Windows\\Temp\\{hex}.res\""),
              system(
                  PROGRAMS + "Microsoft SQL Server\\160\\DTS\\Binn\\DTExec.exe",
                  "sqlservr.exe",
                  "\"C:\\Program Files\\Microsoft SQL Server\\160\\DTS\\Binn\\DTExec.exe\""
                      + " /FILE \"D:\\Jobs\\ledger-{number}.dtsx\" /CHECKPOINTING OFF"
                      + " /REPORTING E")),
          FILES);

  private WindowsSoftware() {}

  private static List<Program> join(List<Program> common, Program... own) {
    List<Program> all = new ArrayList<>(common);
    all.addAll(List.of(own));
    return all;
  }
}
