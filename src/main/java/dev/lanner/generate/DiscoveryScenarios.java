package dev.lanner.generate;

import static dev.lanner.generate.Account.LOCAL_SYSTEM;
import static dev.lanner.generate.Account.ROOT;
import static dev.lanner.generate.Cast.ADMIN01;
import static dev.lanner.generate.Cast.CMD;
import static dev.lanner.generate.Cast.DEV01;
import static dev.lanner.generate.Cast.ENGINEERING;
import static dev.lanner.generate.Cast.FINANCE_PC;
import static dev.lanner.generate.Cast.INVENTORY;
import static dev.lanner.generate.Cast.INVENTORY_SERVICE;
import static dev.lanner.generate.Cast.NET;
import static dev.lanner.generate.Cast.NETSTAT;
import static dev.lanner.generate.Cast.NMAP;
import static dev.lanner.generate.Cast.NMAP_WINDOWS;
import static dev.lanner.generate.Cast.OPERATIONS_PC;
import static dev.lanner.generate.Cast.OPERATIONS_SERVICE;
import static dev.lanner.generate.Cast.PERIMETER_WINDOWS;
import static dev.lanner.generate.Cast.POWERSHELL;
import static dev.lanner.generate.Cast.SYSTEM32;
import static dev.lanner.generate.Cast.USER01;
import static dev.lanner.generate.Cast.VOLUME;
import static dev.lanner.generate.ScenarioScript.addresses;
import static dev.lanner.generate.ScenarioScript.fires;
import static dev.lanner.generate.ScenarioScript.ports;
import static dev.lanner.generate.ScenarioScript.quiet;

import dev.lanner.generate.ScenarioScript.Target;
import java.util.List;
import java.util.stream.IntStream;

/** T1046, network service discovery: which services run on which hosts inside. */
final class DiscoveryScenarios {

  private static final String T1046 = "T1046";

  private static final String PORT_LOOP =
      "1..1024 | ForEach-Object { $c=New-Object Net.Sockets.TcpClient;"
          + " try{$c.Connect('127.0.0.1',$_);\\\"open $_\\\"}catch{}finally{$c.Close()} }";

  private static final String PORT_LOOP_TYPED =
      "1..1024 | % { (New-Object Net.Sockets.TcpClient)"
          + ".ConnectAsync(\"10.20.14.1\",$_).Wait(200) }";

  private DiscoveryScenarios() {}

  static List<Scenario> all() {
    return List.of(
        fires("P-1046-1w", T1046, "nmap version scan of loopback through PowerShell", FINANCE_PC)
            .process(
                "p1",
                0.0,
                POWERSHELL,
                "\"powershell.exe\" & {nmap -sV -p 22,80,135,443,445,3389 127.0.0.1"
                    + " -oN $env:TEMP\\df00tech-nmap-test.txt}",
                "cmd.exe",
                USER01)
            .process(
                "p2",
                0.6,
                NMAP_WINDOWS,
                "\"C:\\Program Files (x86)\\Nmap\\nmap.exe\""
                    + " -sV -p 22,80,135,443,445,3389 127.0.0.1"
                    + " -oN C:\\Users\\user01\\AppData\\Local\\Temp\\df00tech-nmap-test.txt",
                "powershell.exe",
                USER01)
            .connects("p2", 0.9, 1.4, loopbackPorts(22, 80, 135, 443, 445, 3389))
            .processEnds("p2", 7.2)
            .build(),
        fires("P-1046-1x", T1046, "nmap SYN scan of the local subnet with sudo", ENGINEERING)
            .process(
                "p1",
                0.0,
                "/usr/bin/sudo",
                "sudo nmap -sS 10.20.30.0/24 -p 22,80,443",
                "bash",
                DEV01)
            .process("p2", 0.1, NMAP, "nmap -sS 10.20.30.0/24 -p 22,80,443", "sudo", ROOT)
            .rawSocket("p2", 0.3)
            .processEnds("p2", 9.8)
            .build(),
        fires("P-1046-2w", T1046, ".NET TcpClient port loop on one command line", FINANCE_PC)
            .process(
                "p1",
                0.0,
                POWERSHELL,
                "powershell.exe -NoProfile -Command \"" + PORT_LOOP + "\"",
                "cmd.exe",
                USER01)
            .script("p1", 0.4, PORT_LOOP.replace("\\\"", "\""))
            .connects("p1", 0.5, 40, ports("127.0.0.1", 1, 1024))
            .build(),
        fires("P-1046-2i", T1046, "port loop typed at an interactive PowerShell prompt", FINANCE_PC)
            .process(
                "p1",
                -600,
                POWERSHELL,
                "\"C:\\Windows\\System32\\WindowsPowerShell\\v1.0\\powershell.exe\" ",
                "explorer.exe",
                USER01)
            .script("p1", 0.0, PORT_LOOP_TYPED)
            .connects("p1", 0.1, 30, ports("10.20.14.1", 1, 1024))
            .consoleHistory("console of p1", 900, "powershell.exe", PORT_LOOP_TYPED, "exit")
            .build(),
        fires("P-1046-3w", T1046, "Test-NetConnection sweep of five addresses", FINANCE_PC)
            .process(
                "p1",
                0.0,
                POWERSHELL,
                "powershell.exe -Command \"1..5 | ForEach-Object { Test-NetConnection"
                    + " -ComputerName 127.0.0.$_ -Port 80 -WarningAction SilentlyContinue }\"",
                "cmd.exe",
                USER01)
            .connects("p1", 1, 12, addresses("127.0.0.", 1, 5, 80, NetworkEvents.TCP))
            .build(),
        fires("P-1046-4w", T1046, "nbtscan of a /24", FINANCE_PC)
            .process(
                "p1",
                0.0,
                CMD,
                "C:\\Windows\\system32\\cmd.exe /c C:\\Tools\\nbtscan.exe 10.20.14.0/24",
                "explorer.exe",
                USER01)
            .process(
                "p2",
                0.2,
                VOLUME + "Tools\\nbtscan.exe",
                "C:\\Tools\\nbtscan.exe 10.20.14.0/24",
                "cmd.exe",
                USER01)
            .connects("p2", 0.3, 4, addresses("10.20.14.", 1, 254, 137, NetworkEvents.UDP))
            .build(),
        fires("P-1046-4r", T1046, "nbtscan renamed to n.exe", FINANCE_PC)
            .process(
                "p1",
                0.0,
                VOLUME + "Users\\user01\\Downloads\\n.exe",
                "n.exe 10.20.14.0/24",
                "cmd.exe",
                USER01)
            .connects("p1", 0.1, 4, addresses("10.20.14.", 1, 254, 137, NetworkEvents.UDP))
            .build(),
        fires("P-1046-5w", T1046, "netstat through cmd /c", FINANCE_PC)
            .process(
                "p1",
                0.0,
                CMD,
                "\"C:\\Windows\\system32\\cmd.exe\" /c"
                    + " \"netstat -ano | findstr LISTENING > %TEMP%\\df00tech-netstat.txt\"",
                "powershell.exe",
                USER01)
            .process("p2", 0.1, NETSTAT, "netstat  -ano ", "cmd.exe", USER01)
            .process("p3", 0.1, SYSTEM32 + "findstr.exe", "findstr  LISTENING ", "cmd.exe", USER01)
            .build(),
        fires("P-1046-5i", T1046, "netstat and arp typed at an open cmd prompt", FINANCE_PC)
            .process("p1", -300, CMD, "\"C:\\Windows\\system32\\cmd.exe\" ", "explorer.exe", USER01)
            .process("p2", 0.0, NETSTAT, "netstat  -ano", "cmd.exe", USER01)
            .process("p3", 6.0, SYSTEM32 + "ARP.EXE", "arp  -a", "cmd.exe", USER01)
            .consoleHistory("p1", 240, "cmd.exe", "netstat -ano", "arp -a")
            .build(),
        quiet("N-1046-a", T1046, "scanner started by Falcon Real Time Response", PERIMETER_WINDOWS)
            .process(
                "p1",
                0.0,
                POWERSHELL,
                "powershell.exe -ExecutionPolicy Bypass -File C:\\Windows\\Temp\\rtr_assess.ps1",
                "CSFalconService.exe",
                LOCAL_SYSTEM)
            .process(
                "p2",
                1.0,
                VOLUME + "ProgramData\\assess\\nmap.exe",
                "\"C:\\ProgramData\\assess\\nmap.exe\" -sT -p 1-1000 10.20.5.0/28",
                "powershell.exe",
                LOCAL_SYSTEM)
            .build(),
        quiet("N-1046-b", T1046, "administrator builds an access matrix", OPERATIONS_PC)
            .process(
                "p1",
                0.0,
                POWERSHELL,
                "powershell.exe -Command \"foreach($h in gc C:\\ops\\hosts.txt){"
                    + " Test-NetConnection $h -Port 1433 }\"",
                "powershell_ise.exe",
                ADMIN01)
            .connects("p1", 1, 30, addresses("10.20.6.", 11, 20, 1433, NetworkEvents.TCP))
            .build(),
        quiet("N-1046-b2", T1046, "access matrix by a script kept in a file", OPERATIONS_PC)
            .process(
                "p1",
                0.0,
                POWERSHELL,
                "powershell.exe -File \\\\fs01\\scripts\\Test-AclMatrix.ps1",
                "taskeng.exe",
                OPERATIONS_SERVICE)
            .build(),
        quiet("N-1046-c", T1046, "inventory collection by a service account", INVENTORY)
            .process(
                "p1",
                0.0,
                CMD,
                "C:\\Windows\\system32\\cmd.exe /c netstat -ano > D:\\cmdb\\ports.txt"
                    + " & arp -a > D:\\cmdb\\arp.txt & route print > D:\\cmdb\\rt.txt",
                "svchost.exe",
                INVENTORY_SERVICE)
            .build(),
        quiet("L-1046-1", T1046, "ps, mkdir, ssh and docker with -p and a digit", ENGINEERING)
            .process("p1", 0.0, "/usr/bin/ps", "ps -p 4711 -o comm=", "bash", DEV01)
            .process("p2", 1.0, "/usr/bin/mkdir", "mkdir -p 2025/11/22", "make", DEV01)
            .process(
                "p3", 2.0, "/usr/bin/ssh", "ssh -p 2222 dev01@bastion.corp.example", "bash", DEV01)
            .process(
                "p4", 3.0, "/usr/bin/docker", "docker run -d -p 8080:80 nginx:1.27", "bash", DEV01)
            .build(),
        quiet("L-1046-2", T1046, "scanner asked for its version only", FINANCE_PC)
            .process("p1", 0.0, NMAP_WINDOWS, "nmap --version", "cmd.exe", USER01)
            .build(),
        fires("L-1046-3", T1046, "full port scan with a harmless word in a path", FINANCE_PC)
            .process(
                "p1",
                0.0,
                VOLUME + "Tools\\nmap.exe",
                "nmap.exe -sS -p 1-65535 10.20.14.1 -oN C:\\install\\out.txt",
                "cmd.exe",
                USER01)
            .build(),
        quiet("L-1046-4", T1046, "mapped drive and net view in a logon script", FINANCE_PC)
            .process(
                "p1",
                0.0,
                CMD,
                "cmd.exe /c \\\\corp.example\\netlogon\\logon.cmd",
                "userinit.exe",
                USER01)
            .process("p2", 0.5, NET, "net  use H: \\\\fs01\\home$", "cmd.exe", USER01)
            .process("p3", 1.0, NET, "net  view \\\\fs01", "cmd.exe", USER01)
            .build());
  }

  private static List<Target> loopbackPorts(int... ports) {
    return IntStream.of(ports)
        .mapToObj(port -> new Target("127.0.0.1", port, NetworkEvents.TCP))
        .toList();
  }
}
