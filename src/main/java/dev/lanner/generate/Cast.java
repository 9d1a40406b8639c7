package dev.lanner.generate;

import static dev.lanner.generate.Account.Privilege.ADMINISTRATOR;
import static dev.lanner.generate.Account.Privilege.USER;
import static dev.lanner.generate.Platform.LINUX;
import static dev.lanner.generate.Platform.MAC;
import static dev.lanner.generate.Platform.WINDOWS;

import java.util.stream.IntStream;

/** Machines, users and programs that more than one scenario uses. */
final class Cast {

  static final Place FINANCE_PC = Place.workstation("WS-FIN-014", WINDOWS, "10.20.14.23");
  static final Place OPERATIONS_PC = Place.workstation("OPS-WS-05", WINDOWS, "10.20.2.5");
  static final Place ANALYST_PC = Place.workstation("SOC-WS-01", WINDOWS, "10.20.8.11");
  static final Place ENGINEERING = Place.workstation("ENG-LNX-07", LINUX, "10.20.30.7");
  static final Place MAC_DEVELOPER = Place.workstation("MAC-DEV-03", MAC, "10.20.31.3");
  static final Place RED_TEAM = Place.workstation("RT-KALI-01", LINUX, "10.20.66.2");
  static final Place PERIMETER_WINDOWS = Place.server("DMZ-WIN-02", WINDOWS, "10.20.5.2");
  static final Place PERIMETER_WINDOWS_3 = Place.server("DMZ-WIN-03", WINDOWS, "10.20.5.3");
  static final Place PERIMETER_WINDOWS_4 = Place.server("DMZ-WIN-04", WINDOWS, "10.20.5.4");
  static final Place PERIMETER_LINUX = Place.server("DMZ-LNX-01", LINUX, "10.20.5.11");
  static final Place INVENTORY = Place.server("SRV-CMDB", WINDOWS, "10.20.3.20");
  static final Place SCANNER = Place.server("SCAN-01", LINUX, "10.20.4.2");
  static final Place ORCHESTRATION = Place.server("SOAR-01", LINUX, "10.20.4.30");
  static final Place BUILD_RUNNER = Place.server("CI-RUN-11", LINUX, "10.20.32.11");

  static final Account USER01 = Account.corp("user01", 1601, USER);
  static final Account ADMIN01 = Account.corp("admin01", 1102, ADMINISTRATOR);
  static final Account ANALYST01 = Account.corp("analyst01", 1340, USER);
  static final Account OPERATIONS_SERVICE = Account.corp("svc_ops", 2210, ADMINISTRATOR);
  static final Account INVENTORY_SERVICE = Account.corp("svc_cmdb", 2211, ADMINISTRATOR);
  static final Account FINANCE_SERVICE = Account.corp("svc_fin", 2212, USER);
  static final Account DEV01 = Account.unix("dev01", 1002);
  static final Account USER02 = Account.unix("user02", 501);
  static final Account CI = Account.unix("ci", 998);
  static final Account NEXPOSE = Account.unix("nexpose", 997);
  static final Account NESSUS = Account.unix("nessus", 996);
  static final Account ORCHESTRATION_SERVICE = Account.unix("svc_soar", 995);
  static final Account RED_TEAM_OPERATOR = Account.unix("rt-op", 1000);

  static final String VOLUME = "\\Device\\HarddiskVolume3\\";
  static final String SYSTEM32 = VOLUME + "Windows\\System32\\";
  static final String POWERSHELL = SYSTEM32 + "WindowsPowerShell\\v1.0\\powershell.exe";
  static final String CMD = SYSTEM32 + "cmd.exe";
  static final String NETSTAT = SYSTEM32 + "NETSTAT.EXE";
  static final String NET = SYSTEM32 + "net.exe";
  static final String NMAP_WINDOWS = VOLUME + "Program Files (x86)\\Nmap\\nmap.exe";
  static final String PYTHON_WINDOWS = VOLUME + "Python311\\python.exe";
  static final String SHODAN_WINDOWS = VOLUME + "Python311\\Scripts\\shodan.exe";
  static final String EDGE =
      VOLUME + "Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe";
  static final String CHROME = VOLUME + "Program Files\\Google\\Chrome\\Application\\chrome.exe";
  static final String NMAP = "/usr/bin/nmap";
  static final String CURL = "/usr/bin/curl";
  static final String PYTHON310 = "/usr/bin/python3.10";
  static final String PYTHON311 = "/usr/bin/python3.11";

  private Cast() {}

  /**
   * {@code count} workstations of the finance department, the first of them the one of the other
   * scenarios.
   */
  static Place[] financeDepartment(int count) {
    return IntStream.range(0, count)
        .mapToObj(
            i ->
                Place.workstation("WS-FIN-%03d".formatted(14 + i), WINDOWS, "10.20.14." + (23 + i)))
        .toArray(Place[]::new);
  }
}
