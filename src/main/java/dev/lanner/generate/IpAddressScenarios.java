package dev.lanner.generate;

import static dev.lanner.generate.Account.ROOT;
import static dev.lanner.generate.Cast.ANALYST01;
import static dev.lanner.generate.Cast.ANALYST_PC;
import static dev.lanner.generate.Cast.BUILD_RUNNER;
import static dev.lanner.generate.Cast.CHROME;
import static dev.lanner.generate.Cast.CI;
import static dev.lanner.generate.Cast.CURL;
import static dev.lanner.generate.Cast.DEV01;
import static dev.lanner.generate.Cast.EDGE;
import static dev.lanner.generate.Cast.ENGINEERING;
import static dev.lanner.generate.Cast.FINANCE_PC;
import static dev.lanner.generate.Cast.NEXPOSE;
import static dev.lanner.generate.Cast.NMAP;
import static dev.lanner.generate.Cast.ORCHESTRATION;
import static dev.lanner.generate.Cast.ORCHESTRATION_SERVICE;
import static dev.lanner.generate.Cast.PYTHON310;
import static dev.lanner.generate.Cast.PYTHON311;
import static dev.lanner.generate.Cast.PYTHON_WINDOWS;
import static dev.lanner.generate.Cast.SCANNER;
import static dev.lanner.generate.Cast.SHODAN_WINDOWS;
import static dev.lanner.generate.Cast.SYSTEM32;
import static dev.lanner.generate.Cast.USER01;
import static dev.lanner.generate.Cast.VOLUME;
import static dev.lanner.generate.ScenarioScript.fires;
import static dev.lanner.generate.ScenarioScript.quiet;

import dev.lanner.generate.ScenarioScript.Target;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** T1590.005, gathering addresses of a victim: who owns which network, what is reachable. */
final class IpAddressScenarios {

  private static final String T1590_005 = "T1590.005";

  private IpAddressScenarios() {}

  static List<Scenario> all() {
    return List.of(
        fires("P-1590-1x", T1590_005, "Shodan command line installed and used", ENGINEERING)
            .process(
                "p1",
                0.0,
                PYTHON310,
                "/usr/bin/python3 /usr/bin/pip3 install shodan",
                "bash",
                DEV01)
            .dns("p1", 0.5, "pypi.org")
            .connect("p1", 0.6, "151.101.0.223", 443)
            .dns("p1", 1.0, "files.pythonhosted.org")
            .connect("p1", 1.1, "151.101.1.63", 443)
            .process(
                "p2",
                20.0,
                PYTHON310,
                "/usr/bin/python3 /home/dev01/.local/bin/shodan search net:203.0.113.0/24",
                "bash",
                DEV01)
            .dnsAnswered("p2", 20.6, "api.shodan.io", "104.18.12.238")
            .connect("p2", 20.7, "104.18.12.238", 443)
            .build(),
        fires("P-1590-1w", T1590_005, "shodan.exe launcher and its python child", FINANCE_PC)
            .process(
                "p1",
                0.0,
                SHODAN_WINDOWS,
                "\"C:\\Python311\\Scripts\\shodan.exe\" search net:203.0.113.0/24",
                "cmd.exe",
                USER01)
            .process(
                "p2",
                0.1,
                PYTHON_WINDOWS,
                "\"C:\\Python311\\python.exe\" \"C:\\Python311\\Scripts\\shodan.exe\""
                    + " search net:203.0.113.0/24",
                "shodan.exe",
                USER01)
            .dnsBy("p2", "python.exe", 0.9, "api.shodan.io")
            .connect("p2", 1.0, "104.18.12.238", 443)
            .build(),
        fires("P-1590-2x", T1590_005, "ARIN look-up with curl", ENGINEERING)
            .process(
                "p1",
                0.0,
                CURL,
                "curl -s -H \"Accept: application/json\""
                    + " https://whois.arin.net/rest/ip/203.0.113.7",
                "bash",
                DEV01)
            .dnsAnswered("p1", 0.1, "whois.arin.net", "199.5.26.46")
            .connect("p1", 0.2, "199.5.26.46", 443)
            .build(),
        fires("P-1590-3x", T1590_005, "nmap ping sweep without root", ENGINEERING)
            .process(
                "p1",
                0.0,
                NMAP,
                "nmap -sn 203.0.113.0/28 -oX /tmp/df00tech-nmap-test.xml",
                "bash",
                DEV01)
            .connects("p1", 0.2, 2, webPorts("203.0.113.", 0, 15))
            .build(),
        fires("P-1590-4x", T1590_005, "theHarvester from the distribution package", ENGINEERING)
            .process(
                "p1",
                0.0,
                PYTHON311,
                "python3 /usr/bin/theHarvester -d example.com -b dnsdumpster,bing"
                    + " -f /tmp/df00tech-harvester-test",
                "bash",
                DEV01)
            .dns("p1", 2.0, "dnsdumpster.com")
            .connect("p1", 2.1, "104.21.66.7", 443)
            .dns("p1", 2.5, "www.bing.com")
            .connect("p1", 2.6, "204.79.197.200", 443)
            .build(),
        fires("P-1590-4y", T1590_005, "theHarvester from a clone", ENGINEERING)
            .process(
                "p1",
                0.0,
                PYTHON311,
                "python3 theHarvester.py -d example.com -b dnsdumpster,bing",
                "bash",
                DEV01)
            .dns("p1", 2.0, "api.dnsdumpster.com")
            .connect("p1", 2.1, "104.21.66.7", 443)
            .build(),
        fires("P-1590-5w", T1590_005, "page of a network at bgp.he.net with curl", FINANCE_PC)
            .process(
                "p1",
                0.0,
                SYSTEM32 + "curl.exe",
                "curl  -s https://bgp.he.net/AS64500",
                "cmd.exe",
                USER01)
            .dnsBy("p1", "curl.exe", 0.1, "bgp.he.net")
            .connect("p1", 0.2, "216.218.236.2", 443)
            .build(),
        fires("P-1590-6", T1590_005, "look-up in an interpreter opened long before", ENGINEERING)
            .process("p1", -1200, PYTHON311, "python3", "bash", DEV01)
            .dns("p1", 0.0, "ipinfo.io")
            .connect("p1", 0.1, "34.117.59.81", 443)
            .build(),
        fires("P-1590-7", T1590_005, "look-up that arrives before its process", ENGINEERING)
            .dns("p1", 0.4, "api.hackertarget.com")
            .process(
                "p1",
                0.0,
                300,
                "/usr/bin/wget",
                "wget -qO- \"https://api.hackertarget.com/aslookup/?q=AS64500\"",
                "bash",
                DEV01)
            .connect("p1", 0.5, "188.114.96.3", 443)
            .build(),
        quiet("N-1590-a", T1590_005, "analyst opens Shodan in the browser", ANALYST_PC)
            .process(
                "p1",
                -3600,
                CHROME,
                "\"C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe\" ",
                "explorer.exe",
                ANALYST01)
            .dnsBy("p1", "chrome.exe", 0.0, "www.shodan.io")
            .connect("p1", 0.1, "104.18.13.238", 443)
            .build(),
        quiet("N-1590-b", T1590_005, "discovery engine of a vulnerability scanner", SCANNER)
            .process(
                "p1",
                0.0,
                "/opt/rapid7/nexpose/nse/nmap/nmap",
                "/opt/rapid7/nexpose/nse/nmap/nmap -sS -n -p 1-1024 10.20.0.0/22",
                "nse",
                NEXPOSE)
            .build(),
        quiet("N-1590-c", T1590_005, "reputation playbook of the orchestrator", ORCHESTRATION)
            .process(
                "p1",
                0.0,
                PYTHON311,
                "/usr/bin/python3 /opt/soar/playbooks/ip_reputation.py --ip 198.51.100.9",
                "java",
                ORCHESTRATION_SERVICE)
            .dns("p1", 0.3, "ipinfo.io")
            .connect("p1", 0.4, "34.117.59.81", 443)
            .dns("p1", 0.8, "ip-api.com")
            .connect("p1", 0.9, "208.95.112.1", 80)
            .build(),
        quiet("N-1590-d", T1590_005, "browser prefetch and nothing else", FINANCE_PC)
            .process(
                "p1",
                -7200,
                EDGE,
                "\"C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe\""
                    + " --type=utility --utility-sub-type=network.mojom.NetworkService",
                "msedge.exe",
                USER01)
            .dnsBy("p1", "msedge.exe", 0.0, "ipinfo.io")
            .dnsBy("p1", "msedge.exe", 0.0, "ipinfo.io", DnsEvents.AAAA)
            .build(),
        quiet("N-1590-d2", T1590_005, "prefetch, then an unrelated process start", FINANCE_PC)
            .process("p1", -7200, EDGE, "msedge.exe --type=utility", "msedge.exe", USER01)
            .dnsBy("p1", "msedge.exe", 0.0, "www.maxmind.com")
            .process(
                "p2",
                12.0,
                VOLUME + "Program Files\\Microsoft OneDrive\\OneDriveStandaloneUpdater.exe",
                "OneDriveStandaloneUpdater.exe",
                "svchost.exe",
                USER01)
            .build(),
        // The mail program is a process of its own here: one process cannot have two names.
        quiet("L-1590-1", T1590_005, "domains that contain the name of a registry", FINANCE_PC)
            .dnsBy("p1", "chrome.exe", 0.0, "m.stripe.network")
            .dnsBy("p1 of mail", "outlook.exe", 1.0, "mail.marin.net")
            .dnsBy("p1", "chrome.exe", 2.0, "js.stripe.com")
            .build(),
        quiet("L-1590-2", T1590_005, "curl and python on ordinary sites", BUILD_RUNNER)
            .process(
                "p1",
                0.0,
                CURL,
                "curl -fsSL https://artifacts.corp.example/build/app.tgz -o app.tgz",
                "bash",
                CI)
            .dns("p1", 0.1, "artifacts.corp.example")
            .connect("p1", 0.2, "192.0.2.44", 443)
            .process("p2", 5.0, PYTHON311, "python3 -m pip download requests", "bash", CI)
            .connect("p2", 5.4, "151.101.0.223", 443)
            .build(),
        quiet("L-1590-3", T1590_005, "Zenmap opened without a scan, geoipupdate", ENGINEERING)
            .process("p1", 0.0, "/opt/zenmap/zenmap", "/opt/zenmap/zenmap", "gnome-shell", DEV01)
            .process("p2", 60, "/usr/bin/geoipupdate", "geoipupdate -v", "cron", ROOT)
            .dns("p2", 60.2, "updates.maxmind.com")
            .connect("p2", 60.3, "104.16.37.47", 443)
            .build());
  }

  private static List<Target> webPorts(String prefix, int first, int last) {
    return IntStream.rangeClosed(first, last)
        .mapToObj(i -> prefix + i)
        .flatMap(
            address ->
                Stream.of(
                    new Target(address, 80, NetworkEvents.TCP),
                    new Target(address, 443, NetworkEvents.TCP)))
        .toList();
  }
}
