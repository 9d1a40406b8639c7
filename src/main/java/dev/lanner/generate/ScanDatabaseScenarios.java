package dev.lanner.generate;

import static dev.lanner.generate.Account.LOCAL_SYSTEM;
import static dev.lanner.generate.Cast.ANALYST_PC;
import static dev.lanner.generate.Cast.BUILD_RUNNER;
import static dev.lanner.generate.Cast.CI;
import static dev.lanner.generate.Cast.CMD;
import static dev.lanner.generate.Cast.CURL;
import static dev.lanner.generate.Cast.DEV01;
import static dev.lanner.generate.Cast.ENGINEERING;
import static dev.lanner.generate.Cast.FINANCE_PC;
import static dev.lanner.generate.Cast.FINANCE_SERVICE;
import static dev.lanner.generate.Cast.MAC_DEVELOPER;
import static dev.lanner.generate.Cast.OPERATIONS_PC;
import static dev.lanner.generate.Cast.ORCHESTRATION;
import static dev.lanner.generate.Cast.ORCHESTRATION_SERVICE;
import static dev.lanner.generate.Cast.POWERSHELL;
import static dev.lanner.generate.Cast.PYTHON310;
import static dev.lanner.generate.Cast.PYTHON311;
import static dev.lanner.generate.Cast.PYTHON_WINDOWS;
import static dev.lanner.generate.Cast.RED_TEAM;
import static dev.lanner.generate.Cast.RED_TEAM_OPERATOR;
import static dev.lanner.generate.Cast.SHODAN_WINDOWS;
import static dev.lanner.generate.Cast.SYSTEM32;
import static dev.lanner.generate.Cast.USER01;
import static dev.lanner.generate.Cast.USER02;
import static dev.lanner.generate.ScenarioScript.fires;
import static dev.lanner.generate.ScenarioScript.quiet;

import java.util.List;

/** T1596.005, searching scan databases: asking others what they know of a victim's hosts. */
final class ScanDatabaseScenarios {

  private static final String T1596_005 = "T1596.005";
  private static final String SHODAN_ADDRESS = "104.18.12.238";

  private ScanDatabaseScenarios() {}

  static List<Scenario> all() {
    return List.of(
        fires("P-1596-1x", T1596_005, "pip install shodan, shodan host", ENGINEERING)
            .process(
                "p1",
                0.0,
                PYTHON310,
                "/usr/bin/python3 /usr/bin/pip3 install shodan",
                "bash",
                DEV01)
            .dns("p1", 0.5, "pypi.org")
            .connect("p1", 0.6, "151.101.0.223", 443)
            .process(
                "p2",
                20,
                PYTHON310,
                "/usr/bin/python3 /home/dev01/.local/bin/shodan host 8.8.8.8",
                "bash",
                DEV01)
            .dns("p2", 20.5, "api.shodan.io")
            .connect("p2", 20.6, SHODAN_ADDRESS, 443)
            .build(),
        fires("P-1596-1w", T1596_005, "the same chained in one Windows command line", FINANCE_PC)
            .process(
                "p1",
                0.0,
                CMD,
                "cmd.exe /c \"pip install shodan && shodan init KEY && shodan host 8.8.8.8\"",
                "explorer.exe",
                USER01)
            .process("p2", 14, SHODAN_WINDOWS, "shodan  host 8.8.8.8", "cmd.exe", USER01)
            .process(
                "p3",
                14.1,
                PYTHON_WINDOWS,
                "\"C:\\Python311\\python.exe\" \"C:\\Python311\\Scripts\\shodan.exe\""
                    + " host 8.8.8.8",
                "shodan.exe",
                USER01)
            .dnsBy("p3", "python.exe", 15, "api.shodan.io")
            .connect("p3", 15.1, SHODAN_ADDRESS, 443)
            .build(),
        fires("P-1596-2x", T1596_005, "Censys search for certificates", ENGINEERING)
            .process(
                "p1",
                0.0,
                PYTHON310,
                "/usr/bin/python3 /home/dev01/.local/bin/censys search"
                    + " \"services.tls.certificates.leaf_data.subject.organization:"
                    + " Example Corp\" --index-type hosts",
                "bash",
                DEV01)
            .dns("p1", 0.9, "search.censys.io")
            .connect("p1", 1.0, "104.18.10.85", 443)
            .build(),
        fires("P-1596-3x", T1596_005, "Shodan interface in an inline script", ENGINEERING)
            .process(
                "p1",
                0.0,
                PYTHON310,
                "python3 -c import shodan; api=shodan.Shodan(\"KEY\");"
                    + " print([r[\"ip_str\"] for r in"
                    + " api.search(\"org:'Example Corp'\")[\"matches\"]])",
                "bash",
                DEV01)
            .dns("p1", 0.7, "api.shodan.io")
            .connect("p1", 0.8, SHODAN_ADDRESS, 443)
            .build(),
        fires("P-1596-4x", T1596_005, "GreyNoise community interface with curl", ENGINEERING)
            .process(
                "p1",
                0.0,
                CURL,
                "curl -s https://api.greynoise.io/v3/community/8.8.8.8",
                "bash",
                DEV01)
            .process("p2", 0.0, PYTHON310, "python3 -m json.tool", "bash", DEV01)
            .dns("p1", 0.1, "api.greynoise.io")
            .connect("p1", 0.2, "34.117.180.220", 443)
            .build(),
        fires("P-1596-5w", T1596_005, "theHarvester started by cmd", FINANCE_PC)
            .process(
                "p1",
                0.0,
                CMD,
                "cmd.exe /c python theHarvester.py -d example.com -b shodan",
                "explorer.exe",
                USER01)
            .process(
                "p2",
                0.1,
                PYTHON_WINDOWS,
                "python  theHarvester.py -d example.com -b shodan",
                "cmd.exe",
                USER01)
            .dnsBy("p2", "python.exe", 2, "api.shodan.io")
            .build(),
        quiet("N-1596-a", T1596_005, "red team looks at its own organisation", RED_TEAM)
            .process(
                "p1",
                0.0,
                PYTHON311,
                "/usr/bin/python3 /usr/bin/shodan search org:\"Our Corp\"",
                "zsh",
                RED_TEAM_OPERATOR)
            .dns("p1", 0.6, "api.shodan.io")
            .build(),
        quiet("N-1596-b", T1596_005, "threat analyst in the browser", ANALYST_PC)
            .dnsBy("p1", "chrome.exe", 0.0, "search.censys.io")
            .dnsBy("p1", "chrome.exe", 9, "viz.greynoise.io")
            .build(),
        quiet("N-1596-c", T1596_005, "orchestrator enriches an alert", ORCHESTRATION)
            .process(
                "p1",
                0.0,
                "/usr/local/bin/python3.12",
                "/usr/local/bin/python /tmp/pyrunner/_script_docker_python_loop.py",
                "containerd-shim-runc-v2",
                ORCHESTRATION_SERVICE)
            .dns("p1", 0.5, "api.shodan.io")
            .connect("p1", 0.6, SHODAN_ADDRESS, 443)
            .build(),
        quiet("N-1596-d", T1596_005, "engineer in an authorised test", MAC_DEVELOPER)
            .process(
                "p1",
                0.0,
                "/opt/homebrew/bin/python3.12",
                "python3 /opt/homebrew/bin/censys view 198.51.100.4",
                "zsh",
                USER02)
            .dns("p1", 0.8, "search.censys.io")
            .build(),
        quiet("L-1596-1", T1596_005, "inventory switches that begin with enum", OPERATIONS_PC)
            .process(
                "p1", 0, CMD, "cmd.exe /c bcdedit /enum {current}", "svchost.exe", LOCAL_SYSTEM)
            .process(
                "p2",
                1,
                CMD,
                "cmd.exe /c pnputil /enum-drivers > C:\\inv\\drv.txt",
                "svchost.exe",
                LOCAL_SYSTEM)
            .build(),
        quiet("L-1596-2", T1596_005, "business words that contain recon", FINANCE_PC)
            .process(
                "p1",
                0,
                POWERSHELL,
                "powershell.exe -File D:\\Jobs\\Invoke-LedgerReconciliation.ps1 -Month 2025-10",
                "svchost.exe",
                FINANCE_SERVICE)
            .process(
                "p2",
                9,
                CMD,
                "cmd.exe /c reg add HKCU\\Software\\VPN /v AutoReconnect /t REG_DWORD /d 1 /f",
                "vpnui.exe",
                USER01)
            .build(),
        quiet("L-1596-3", T1596_005, "enum types, a time tracker, a survey page", FINANCE_PC)
            .process(
                "p1",
                0,
                POWERSHELL,
                "powershell.exe -Command \"[Enum]::GetNames([System.DayOfWeek])\"",
                "code.exe",
                USER01)
            .process(
                "p2",
                3,
                CMD,
                "cmd.exe /c start \"\" \"C:\\Users\\user01\\AppData\\Local\\Harvest\\Harvest.exe\"",
                "explorer.exe",
                USER01)
            .process(
                "p3",
                6,
                CMD,
                "cmd.exe /c start https://survey.corp.example/q3",
                "outlook.exe",
                USER01)
            .build(),
        quiet("L-1596-4", T1596_005, "serial number for the inventory", OPERATIONS_PC)
            .process(
                "p1",
                0,
                SYSTEM32 + "wbem\\WMIC.exe",
                "wmic  bios get serialnumber",
                "cmd.exe",
                LOCAL_SYSTEM)
            .build(),
        quiet("L-1596-5", T1596_005, "build job downloads a package it never uses", BUILD_RUNNER)
            .process("p1", 0, PYTHON311, "python3 -m pip download shodan censys", "sh", CI)
            .dns("p1", 0.4, "pypi.org")
            .connect("p1", 0.5, "151.101.0.223", 443)
            .build());
  }
}
