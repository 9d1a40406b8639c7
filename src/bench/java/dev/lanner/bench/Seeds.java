package dev.lanner.bench;

/**
 * The four published rules (rules/published) as conditions in SQL, in the dialect of one engine:
 * its way to ask whether a regex is found in a text.
 */
final class Seeds {
  private static final String PROCESS = "event_simpleName = 'ProcessRollup2'";

  private static final String FILE_NAME_TOOLS =
      "(nmap\\.exe|masscan\\.exe|zmap\\.exe|netscan\\.exe|tcping\\.exe|superscan\\.exe|"
          + "angryipscan\\.exe|nbtscan\\.exe|nbtscan-unixwiz\\.exe|winegddrop\\.exe|rustscan|"
          + "netdiscover|unicornscan)";
  private static final String SHELLS = "(powershell\\.exe|pwsh\\.exe|cmd\\.exe)";
  private static final String PROBES =
      "(test-netconnection|tnc |net\\.sockets|1\\.\\.254|1\\.\\.65535|netstat -a|arp -a|net view|"
          + "net use\\\\|route print|new-object net\\.sockets)";
  private static final String SCAN_FLAGS =
      "( -ss | -st | -su | -sv | -sn | -pn |--top-ports|--script |--rate |--ports | -p [0-9])";
  private static final String HARMLESS = "(--version|--help|-h |install|update|get-help)";

  private static final String TOOLS =
      "(?i)(nmap|masscan|zmap|theharvester|amass|subfinder|spiderfoot|recon-ng)((\\.exe)?)$";
  private static final String TOOL_COMMANDS =
      "(?i)(shodan\\s+search|censys\\s+search|nmap\\s+-s[nSp]|masscan\\s+--rate|zmap\\s+-p|"
          + "theharvester\\s+-d|amass\\s+enum|subfinder\\s+-d|spiderfoot\\s+-s)";
  private static final String SERVICES =
      "(?i)(shodan\\.io|censys\\.io|ipinfo\\.io|ipapi\\.co|ip-api\\.com|ipwhois\\.io|"
          + "bgp\\.he\\.net|arin\\.net|ripe\\.net|apnic\\.net|lacnic\\.net|afrinic\\.net|"
          + "spyse\\.com|fofa\\.info|zoomeye\\.org|dnsdumpster\\.com|hackertarget\\.com|"
          + "viewdns\\.info|ipvoid\\.com|whatismyipaddress\\.com|ip2location\\.com|maxmind\\.com|"
          + "greynoise\\.io|binaryedge\\.io|onyphe\\.io)";
  private static final String CONNECTING =
      "(?i)(nmap|masscan|zmap|curl|wget|python[23]?|powershell)";
  private static final String PRIVATE =
      "^(10\\.|172\\.(1[6-9]|2[0-9]|3[01])\\.|192\\.168\\.|127\\.)";

  /** How long the windows of T1595 are. */
  static final long WINDOW_MILLIS = 300_000;

  /** The fields of an event that are read: those of the rules, and what tells events apart. */
  static final String[] COLUMNS = {
    "event_simpleName",
    "timestamp",
    "cid",
    "aid",
    "id",
    "ImageFileName",
    "CommandLine",
    "DomainName",
    "RemoteAddressIP4",
    "RemotePort",
    "ContextProcessName"
  };

  private final String regexCall;

  /**
   * For an engine.
   *
   * @param regexCall a format with the two places of text and pattern
   */
  Seeds(String regexCall) {
    this.regexCall = regexCall;
  }

  private String found(String text, String pattern) {
    return String.format(regexCall, text, pattern);
  }

  String t1046() {
    String file = "regexp_replace(lower(ImageFileName), '^.*[\\\\/]', '')";
    String line = "lower(CommandLine)";
    String flags = found(line, SCAN_FLAGS);
    return PROCESS
        + " AND (coalesce("
        + found(file, FILE_NAME_TOOLS)
        + ", false) OR coalesce("
        + found(file, SHELLS)
        + " AND "
        + found(line, PROBES)
        + ", false) OR coalesce("
        + flags
        + ", false)) AND NOT coalesce("
        + found(line, HARMLESS)
        + ", false)";
  }

  String t1590() {
    return "("
        + PROCESS
        + " AND (coalesce("
        + found("ImageFileName", TOOLS)
        + ", false) OR coalesce("
        + found("CommandLine", TOOL_COMMANDS)
        + ", false)) OR event_simpleName = 'DnsRequest' AND "
        + found("DomainName", SERVICES)
        + " OR event_simpleName = 'NetworkConnectIP4' AND RemotePort IN ('80', '443') AND "
        + found("ContextProcessName", CONNECTING)
        + ")";
  }

  /** What is counted; the rule then looks at the counts of a window and address. */
  String t1595() {
    return "event_simpleName IN ('NetworkConnectIP4', 'NetworkConnectIP6') AND RemoteAddressIP4"
        + " IS NOT NULL AND NOT "
        + found("RemoteAddressIP4", PRIVATE);
  }

  String t1596() {
    return PROCESS
        + " AND "
        + found("ImageFileName", "(?i)(powershell\\.exe|wmic\\.exe|cmd\\.exe)")
        + " AND "
        + found("CommandLine", "(?i)(recon|enum|survey|harvest|osint)");
  }
}
