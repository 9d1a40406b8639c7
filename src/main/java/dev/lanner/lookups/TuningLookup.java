package dev.lanner.lookups;

import dev.lanner.cql.run.CompactTable;
import dev.lanner.cql.run.Environment.LookupFile;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The lookup files that the exceptions of rules rely on (DESIGN section 6). A site fills them;
 * where one is missing or has no rows, no exception holds by it, and someone is told.
 */
public enum TuningLookup {
  /** Workstations of the security team. */
  SOC_HOSTS("ComputerName"),
  /** Hosts that scan with permission. */
  SCANNER_HOSTS("ComputerName"),
  /** Accounts of services, with or without their domain. */
  SERVICE_ACCOUNTS("UserName"),
  /** Where orchestration keeps its scripts. */
  SOAR_SCRIPT_PREFIXES("prefix"),
  /** Who may attack, where and how long. */
  ENGAGEMENTS("ComputerName,UserName,from,until"),
  /** Networks outside that scan with permission. */
  TRUSTED_SOURCES("cidr");

  private final String header;

  TuningLookup(String header) {
    this.header = header;
  }

  /** The name queries use, {@code soc_hosts.csv}. */
  public String file() {
    return name().toLowerCase(Locale.ROOT) + ".csv";
  }

  /** Stands in for a missing file: its columns, no rows. */
  LookupFile empty() {
    return CompactTable.empty(List.of(header.split(",")));
  }

  /** The tuning lookup of that file name. */
  public static Optional<TuningLookup> ofFile(String name) {
    for (TuningLookup lookup : values()) {
      if (lookup.file().equals(name)) {
        return Optional.of(lookup);
      }
    }
    return Optional.empty();
  }
}
