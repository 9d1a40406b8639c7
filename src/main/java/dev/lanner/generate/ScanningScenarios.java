package dev.lanner.generate;

import static dev.lanner.generate.Account.ROOT;
import static dev.lanner.generate.Cast.BUILD_RUNNER;
import static dev.lanner.generate.Cast.CI;
import static dev.lanner.generate.Cast.DEV01;
import static dev.lanner.generate.Cast.ENGINEERING;
import static dev.lanner.generate.Cast.MAC_DEVELOPER;
import static dev.lanner.generate.Cast.NESSUS;
import static dev.lanner.generate.Cast.NMAP;
import static dev.lanner.generate.Cast.PERIMETER_LINUX;
import static dev.lanner.generate.Cast.PERIMETER_WINDOWS;
import static dev.lanner.generate.Cast.PERIMETER_WINDOWS_3;
import static dev.lanner.generate.Cast.PERIMETER_WINDOWS_4;
import static dev.lanner.generate.Cast.SCANNER;
import static dev.lanner.generate.NetworkEvents.TCP;
import static dev.lanner.generate.NetworkEvents.UDP;
import static dev.lanner.generate.ScenarioScript.addresses;
import static dev.lanner.generate.ScenarioScript.fires;
import static dev.lanner.generate.ScenarioScript.ports;
import static dev.lanner.generate.ScenarioScript.quiet;
import static dev.lanner.generate.ScenarioScript.repeated;

import dev.lanner.generate.ScenarioScript.Target;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** T1595, active scanning, seen from the scanning host and from its targets. */
final class ScanningScenarios {

  private static final String T1595 = "T1595";
  private static final double DAY_SECONDS = 86_400;

  private ScanningScenarios() {}

  static List<Scenario> all() {
    return List.of(
        fires("P-1595-1s", T1595, "nmap SYN scan as root, source host", ENGINEERING)
            .process("p1", 0.0, NMAP, "nmap -sS -p 1-1024 203.0.113.50", "sudo", ROOT)
            .rawSocket("p1", 0.2)
            .build(),
        fires("P-1595-1t", T1595, "nmap connect scan, source host", ENGINEERING)
            .process("p1", 0.0, NMAP, "nmap -sT -p 1-1024 203.0.113.50", "bash", DEV01)
            .connects("p1", 0.1, 25, ports("203.0.113.50", 1, 1024))
            .build(),
        fires("P-1595-1d", T1595, "port scan seen by the host firewall", PERIMETER_WINDOWS)
            .blocked(0, 20, "198.51.100.23", 41_002, IntStream.rangeClosed(1, 1020).toArray())
            .accepts("IIS", "w3wp.exe", 3.0, 3.0, 1, "198.51.100.23", 41_002, 443)
            .build(),
        fires("P-1595-2s", T1595, "masscan of a /24, source host", ENGINEERING)
            .process(
                "p1",
                0.0,
                "/usr/bin/masscan",
                "masscan 203.0.113.0/24 -p80,443,8080 --rate 10000",
                "sudo",
                ROOT)
            .rawSocket("p1", 0.1)
            .build(),
        fires(
                "P-1595-2d",
                T1595,
                "sweep seen by the firewalls of three hosts",
                PERIMETER_WINDOWS,
                PERIMETER_WINDOWS_3,
                PERIMETER_WINDOWS_4)
            .blocked(0, 2, "198.51.100.66", 40_666, 80, 443, 8080)
            .build(),
        fires("P-1595-3s", T1595, "Nikto, source host", ENGINEERING)
            .process(
                "p1",
                0.0,
                "/usr/bin/perl",
                "perl /usr/bin/nikto -h http://203.0.113.60 -maxtime 120s",
                "bash",
                DEV01)
            .connects("p1", 0.5, 118, repeated(420, "203.0.113.60", 80, TCP))
            .build(),
        fires("P-1595-3d", T1595, "Nikto seen from the web server", PERIMETER_LINUX)
            .accepts("nginx", "", 0, 118, 420, "198.51.100.77", 40_000, 80)
            .build(),
        fires("P-1595-4", T1595, "IPv6 connect scan", ENGINEERING)
            .process(
                "p1", 0.0, "/usr/bin/nc.openbsd", "nc -6 -zv 2001:db8::50 1-200", "bash", DEV01)
            .connects("p1", 0.1, 60, ports("2001:db8::50", 1, 200))
            .build(),
        quiet("N-1595-a", T1595, "authorised scanner of a vendor, inbound", PERIMETER_WINDOWS)
            .blocked(0, 300, "64.39.96.10", 52_110, IntStream.rangeClosed(1, 500).toArray())
            .build(),
        quiet("N-1595-a2", T1595, "own scanner on an own public address", SCANNER)
            .process("p1", 0.0, "/opt/nessus/sbin/nessusd", "nessusd -q", "nessus-service", NESSUS)
            .connects("p1", 1, 200, ports("203.0.113.20", 1, 1000))
            .build(),
        quiet("N-1595-b", T1595, "health checks of a load balancer", PERIMETER_LINUX)
            .accepts("app", "", 0, 295, 60, "10.20.9.4", 50_000, 8080)
            .build(),
        quiet("N-1595-c", T1595, "background radiation over a day", PERIMETER_WINDOWS)
            .blocked(0, DAY_SECONDS, "71.6.135.131", 26_200, 22, 23, 80, 443, 3389, 5900, 8080)
            .blocked(0, DAY_SECONDS, "162.142.125.12", 47_918, 21, 80, 443, 8443)
            .build(),
        quiet("L-1595-1", T1595, "sixty hosts talk to one service", Cast.financeDepartment(60))
            .connects("client", 0, 300, repeated(240, "52.96.10.20", 443, TCP))
            .build(),
        quiet("L-1595-2", T1595, "resolver, metadata service and multicast", ENGINEERING)
            .connects("p1", 0, 600, repeated(500, "8.8.8.8", 53, UDP))
            .connects("p2", 0, 600, repeated(600, "169.254.169.254", 80, TCP))
            .connects("p3", 0, 600, repeated(300, "239.255.255.250", 1900, UDP))
            .build(),
        quiet("L-1595-3", T1595, "mirror of a passive FTP server", BUILD_RUNNER)
            .process(
                "p1",
                0.0,
                "/usr/bin/lftp",
                "lftp -c \"mirror ftp://ftp.example.net/pub\"",
                "cron",
                CI)
            .connects("p1", 0, 60, passiveFtp("198.51.100.10", 49_152, 49_181))
            .build(),
        quiet("L-1595-4", T1595, "peer-to-peer client", MAC_DEVELOPER)
            .connects("client", 0, 300, addresses("192.0.2.", 101, 250, 6881, TCP))
            .build());
  }

  private static List<Target> passiveFtp(String address, int firstData, int lastData) {
    return Stream.concat(
            Stream.of(new Target(address, 21, TCP)), ports(address, firstData, lastData).stream())
        .toList();
  }
}
